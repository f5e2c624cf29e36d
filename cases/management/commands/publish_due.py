"""Publish the cases whose set time has come. Readers' requests do it too; this is for cron."""

from django.core.management.base import BaseCommand

from cases.workflow import publish_due


class Command(BaseCommand):
    help = "Publicerar de godkända fall vars tid har kommit. Kan köras hur ofta som helst."

    def handle(self, *args, **options):
        for project, refused in publish_due():
            outcome = f"publicerades inte: {refused}" if refused else "är publicerat."
            self.stdout.write(f"”{project.title}” {outcome}")
