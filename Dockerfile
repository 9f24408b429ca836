# Science Guide without the playground. State lives in /var/lib/science-guide.
FROM python:3.11-slim-bookworm

WORKDIR /srv/science-guide

# PyTorch's CPU build first: the default build brings gigabytes of CUDA.
COPY requirements/ requirements/
RUN python requirements/install_torch.py torch==2.13.0 https://download.pytorch.org/whl/cpu

COPY pyproject.toml README.md LICENSE ./
COPY knowledge/ knowledge/
COPY indexer/ indexer/
COPY bot/ bot/
RUN rm -r bot/playground \
    && pip install --no-cache-dir . --constraint requirements/constraints.txt \
    && useradd --system --uid 10001 --home-dir /var/lib/science-guide --create-home guide

USER 10001
ENV KNOWLEDGE_HOME=/var/lib/science-guide PYTHONUNBUFFERED=1
VOLUME /var/lib/science-guide

HEALTHCHECK --interval=60s --timeout=20s --start-period=120s \
    CMD ["python", "-m", "indexer", "status"]

CMD ["sh", "-c", "python -m indexer build --library || [ $? -eq 3 ] && exec python -m bot serve"]
