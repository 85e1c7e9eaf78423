# One image for web, worker, beat and migrate; docker-compose.yml says which command each runs.
FROM debian:12-slim AS build
RUN apt-get update && apt-get install --yes --no-install-recommends \
        python3 python3-dev python3-venv gcc libpq-dev gettext \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /gazette
COPY requirements requirements
# psycopg2 is built here against Debian's libpq; servers for trials stay out of the image.
RUN python3 -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --require-hashes --no-deps --requirement requirements/image.lock
# --build-arg OCR=1 adds the recogniser of scans.
ARG OCR=
RUN test -z "$OCR" || /opt/venv/bin/pip install --no-cache-dir --require-hashes --no-deps --requirement requirements/ocr.lock
COPY locale locale
RUN find locale -name '*.po' -execdir msgfmt --output-file django.mo {} \;

FROM debian:12-slim
RUN apt-get update && apt-get install --yes --no-install-recommends \
        python3 libpq5 libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-noto-cjk \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 990 --home-dir /var/lib/gazette --shell /usr/sbin/nologin gazette \
    && install --directory --owner gazette --group gazette --mode 2770 /var/lib/gazette
COPY --from=build /opt/venv /opt/venv
WORKDIR /gazette
COPY manage.py pyproject.toml ./
COPY requirements requirements
COPY gazette gazette
COPY policies policies
COPY projects projects
COPY templates templates
COPY static static
COPY --from=build /gazette/locale locale
# The process that reads a file starts anew for each: without this it would compile the reader each time.
RUN python3 -m compileall -q gazette policies projects
ENV PATH=/opt/venv/bin:/usr/local/bin:/usr/bin:/bin \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=gazette.settings \
    GAZETTE_ENV=production \
    GAZETTE_DATA=/var/lib/gazette
USER gazette
VOLUME /var/lib/gazette
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--no-ws", "--workers", "2", "gazette.wsgi:application"]
