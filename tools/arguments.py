"""What every tool's argument schema is made of: short for a model to read, lenient to fill."""

from typing import Any

from pydantic import BaseModel, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticUndefined


class _WithoutNull:
    """Keeps from a schema that the value may be null, which is said by its not being required."""

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        schema = handler(core_schema)
        kinds = [one for one in schema.pop("anyOf", []) if one != {"type": "null"}]
        if len(kinds) == 1:
            schema.update(kinds[0])
        elif kinds:
            schema["anyOf"] = kinds
        return schema


class Arguments(BaseModel):
    """Arguments of a tool. What is not required may be left out or be null.

    Each tool's schema goes with every request to a model, and all of them together have to stay
    small: nulls and empty defaults are not told. They are taken from the fields, not from the
    finished schema, because LangChain makes models of its own out of the fields.
    """

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Make the fields' schemas short."""
        super().__pydantic_init_subclass__(**kwargs)
        for field in cls.model_fields.values():
            field.metadata.append(_WithoutNull())
            if field.default_factory is None and field.default in (None, "", False):
                empty = field.default
                field.default_factory = lambda empty=empty: empty
                field.default = PydanticUndefined
        cls.model_rebuild(force=True)
