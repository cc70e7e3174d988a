"""Typed, strict environment. A missing or bad value stops the start with the variable's name and what it wants."""

from functools import cached_property
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class Env(BaseSettings):
    """Everything a deployment decides."""

    model_config = SettingsConfigDict(extra="ignore", env_ignore_empty=True)

    database_url: str
    database_owner_url: str = ""
    redis_url: str
    secret_key: SecretStr
    master_key: SecretStr = Field(description="32 bytes, base64: wraps every office's data key")
    base_host: str = "localhost:8000"
    live_url: str = ""
    https: bool = False
    debug: bool = False
    files_dir: Path = ROOT / "var" / "files"
    db_pool_max: int = 10

    @cached_property
    def base_hostname(self) -> str:
        """The base host without its port."""
        return self.base_host.split(":")[0]


env = Env()  # type: ignore[call-arg]
