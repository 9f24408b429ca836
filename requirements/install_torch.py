"""Install a CPU build of PyTorch: from the configured index where it offers one, else its own.

Usage: install_torch.py REQUIREMENT INDEX_URL
"""

import subprocess
import sys


def pip(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run pip in this environment."""
    command = [sys.executable, "-m", "pip", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603


def main() -> int:
    """Install, and return an exit code."""
    requirement, cpu_index = sys.argv[1:]
    would = pip("install", "--dry-run", "--no-deps", "--ignore-installed", requirement)
    # A CPU build calls itself +cpu; the plain build on Linux brings gigabytes of CUDA.
    offers_cpu = "+cpu" in would.stdout or sys.platform != "linux"
    where = [] if offers_cpu else ["--extra-index-url", cpu_index]
    wanted = requirement if offers_cpu else f"{requirement}+cpu"
    done = pip("install", "--quiet", wanted, *where)
    if done.returncode and not offers_cpu:
        done = pip("install", "--quiet", requirement)
    sys.stderr.write(done.stderr)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
