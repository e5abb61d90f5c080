# syntax=docker/dockerfile:1

# The program is built as "make build" builds it: one static binary.
FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY Makefile ./
COPY examples examples
COPY graph graph
COPY internal internal
COPY server server
ARG VERSION=container
RUN make build VERSION=$VERSION
RUN mkdir /data

# Nothing else is in the image but the certificates of the authorities, for databases behind TLS.
FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=build --chown=65532:65532 /data /data
COPY --from=build /src/bin/argmap /argmap
USER 65532:65532
ENV ARGMAP_ADDR=:8080 ARGMAP_DATA=/data ARGMAP_TOKEN_FILE=/data/token ARGMAP_LOG_FORMAT=json
EXPOSE 8080
VOLUME /data
HEALTHCHECK --interval=10s --timeout=6s --start-period=60s CMD ["/argmap", "ready"]
ENTRYPOINT ["/argmap"]
