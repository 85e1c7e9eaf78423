import json
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from gazette.models import GazetteIssue
from gazette.static import collect_changed
from policies.models.people import Role, User


class Command(BaseCommand):
    help = "Bring database and static files to this version of the program; prints how much there is, as JSON."

    def handle(self, *args: Any, **options: Any) -> None:
        newer = unknown_migrations()
        if newer:
            raise CommandError(
                f"the database is of a newer version of the program (it has {', '.join(newer)}): update the program"
            )
        call_command("migrate", interactive=False, verbosity=0)
        collect_changed()
        people = User.objects.filter(groups__name__in=Role.values)
        facts = {"people": people.count(), "issues": GazetteIssue.objects.count()}
        self.stdout.write(json.dumps(facts))


def unknown_migrations() -> list[str]:
    """The migrations of our apps that the database has and this program does not know."""
    loader = MigrationLoader(connection)
    ours = {app for app, _ in loader.disk_migrations}
    unknown = set(loader.applied_migrations) - set(loader.disk_migrations)
    replaced = {old for migration in loader.disk_migrations.values() for old in migration.replaces}
    return sorted(f"{app}.{name}" for app, name in unknown - replaced if app in ours)
