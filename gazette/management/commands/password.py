from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from policies.models.people import Role
from policies.services.staff import renew_passwords


class Command(BaseCommand):
    help = "Give the accounts of the roles new passwords and print them, this once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("roles", nargs="*", metavar="ROLE", help=f"of {', '.join(Role.values)}; default: all")

    def handle(self, *args: Any, **options: Any) -> None:
        unknown = set(options["roles"]) - set(Role.values)
        if unknown:
            self.stderr.write(f"no role {', '.join(sorted(unknown))}; there are {', '.join(Role.values)}")
            raise SystemExit(2)
        roles = [Role(name) for name in options["roles"] or Role.values]
        passwords = renew_passwords(roles=roles)
        self.stdout.write("name        password (shown this once; `make password` gives new ones)")
        for role, password in passwords.items():
            self.stdout.write(f"{role.value:<12}{password}  {role.label}")
