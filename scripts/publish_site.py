"""Push the built site to the branch from which GitHub Pages and Colab read: ``make publish``.

The branch holds the site of now and no history. Whoever pushes is known to git, or by GH_TOKEN.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
BRANCH = "gh-pages"
# git asks this for a name and a password; the token stays in the environment, out of every command line.
CREDENTIALS = '!f() { echo username=x-access-token; echo "password=$GH_TOKEN"; }; f'
AUTHOR = {"user.name": "pages", "user.email": "pages@users.noreply.github.com"}


def find_missing(site: Path) -> list[str]:
    """What a whole site has and this one has not."""
    languages = [path.name for path in site.glob("*/") if (path / "index.html").is_file()]
    missing = [] if (site / "index.html").is_file() else ["index.html"]
    return missing + ([] if "en" in languages else ["en/index.html"])


def publish(site: Path, remote: str) -> None:
    """Replace the branch by one commit of the site. Raises CalledProcessError."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "site"
        shutil.copytree(site, folder)
        (folder / ".nojekyll").touch()  # else GitHub Pages leaves _static out
        settings = {**AUTHOR, "credential.helper": CREDENTIALS} if "GH_TOKEN" in os.environ else AUTHOR
        git = ["git", *(word for key, value in settings.items() for word in ("-c", f"{key}={value}"))]
        for words in (
            ["init", "--quiet", "--initial-branch", BRANCH],
            ["add", "--all", "--force"],
            ["commit", "--quiet", "--message", "the site"],
            ["push", "--quiet", "--force", remote, BRANCH],
        ):
            subprocess.run([*git, *words], cwd=folder, check=True)


def find_remote() -> str:
    """Where this clone comes from."""
    words = ["git", "remote", "get-url", "origin"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--site", type=Path, default=ROOT / "build" / "html")
    options = parser.parse_args(arguments)
    if missing := find_missing(options.site):
        print(f"{options.site}: found no {', '.join(missing)}; run make html", file=sys.stderr)
        return 1
    try:
        publish(options.site.resolve(), find_remote())
    except subprocess.CalledProcessError as error:
        print(
            f"publish: found that git {error.cmd[-1]!r} failed; the branch is as before", file=sys.stderr
        )
        return 1
    print(f"the site is on the branch {BRANCH}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
