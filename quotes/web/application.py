"""The application: a Datasette over one quote database, with the pages of this package in front."""

from __future__ import annotations

import hmac
from importlib.resources import files

from datasette.app import Datasette

from quotes.web import hooks
from quotes.web.archives import Archives
from quotes.web.tables import METADATA, NAME, SETTINGS, Tables


class Site(Datasette):  # type: ignore[misc]
    """See ``quotes.web.site``. Close it when it is done."""

    def __init__(self, path: str, *, token: str | None, hosts: tuple[str, ...] | None) -> None:
        # The hooks ask for these while Datasette is being made.
        self.archives = Archives(path)
        self.token = token
        self.hosts = hosts
        hooks.register()
        here = files("quotes")
        super().__init__(
            settings=SETTINGS,
            metadata=METADATA,
            template_dir=str(here / "web" / "templates"),
            static_mounts=[
                ("-/quotes", str(here / "web" / "static")),
                ("-/marking", str(here / "marking" / "static")),
            ],
        )
        self.remove_database("_memory")
        self.add_database(Tables(self, path=path, is_mutable=True), name=NAME)

    def accepts(self, token: str) -> bool:
        """Whether this token lets its bearer correct."""
        return self.token is not None and hmac.compare_digest(self.token.encode(), token.encode())

    def close(self) -> None:
        """Closes the database; the site must not be asked any more."""
        self.archives.close()
        self.executor.shutdown(cancel_futures=True)
        for database in self.databases.values():
            database.close()
