"""Run in a bank of its own: publish drafts one by one, withdraw every other; say each answer."""

import django

django.setup()

from cases import workflow  # noqa: E402
from cases.models import Project  # noqa: E402


def main():
    for number, draft in enumerate(Project.objects.filter(status=Project.Status.DRAFT)):
        workflow.publish(project=draft, by=None, why="Prov")
        print("publicerat", draft.pk, flush=True)
        if number % 2:
            workflow.unpublish(project=draft, by=None, why="Prov")
            print("avpublicerat", draft.pk, flush=True)


if __name__ == "__main__":
    main()
