# syntax=docker/dockerfile:1
# The image runs `python -m idebank.start`, the same script that `make run` runs. It needs no root, writes
# nothing outside /data (VAR_DIR) and holds no secret: see compose.yaml for what to give it.

FROM python:3.13-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app
RUN python -m venv .venv
COPY requirements.txt .
RUN .venv/bin/pip install --require-hashes --only-binary=:all: -r requirements.txt
# .dockerignore lets in only what the image needs
COPY . .
# The secret that settings make for a machine of one's own stays in this stage
RUN VAR_DIR=/tmp/build .venv/bin/python manage.py collectstatic --noinput \
    && .venv/bin/python -m compileall -q idebank cases

FROM python:3.13-slim
LABEL org.opencontainers.image.title="Idébanken" \
      org.opencontainers.image.licenses="EUPL-1.2"
RUN groupadd --gid 10001 idebank \
    && useradd --uid 10001 --gid idebank --no-create-home --shell /usr/sbin/nologin idebank \
    && install --directory --owner=idebank --group=idebank /data
COPY --from=build /app /app
WORKDIR /app
ENV PATH="/app/.venv/bin:$PATH" \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HOST=0.0.0.0 \
    PORT=8000 \
    VAR_DIR=/data
USER idebank
VOLUME /data
EXPOSE 8000
# The first start also fills the bank
HEALTHCHECK --start-period=120s --interval=30s --timeout=6s CMD ["python", "-m", "idebank.start", "--healthcheck"]
CMD ["python", "-m", "idebank.start"]
