# shellcheck shell=bash
# Gets OpenStack Swift, whose s3api speaks S3 and checks signatures, and runs a throw-away server, for tests only.
# Sourced after prepare.sh.

SWIFT_PACKAGES='swift-proxy swift-account swift-container swift-object memcached'
SWIFT_FOLDER='' SWIFT_PIDS=()

# A server that cannot be had is no reason to stop: the tests that need it are skipped, and say so.
prepare_swift() {
  find_swift || (install_package "$SWIFT_PACKAGES" 'for the tests on S3; 10 MB, nothing is set up') || true
  find_swift || { say 'Swift could not be installed; the tests on S3 will be skipped' && return; }
}

find_swift() {
  local program
  for program in swift-ring-builder swift-{proxy,account,container,object}-server memcached; do
    PATH=$PATH:/sbin:/usr/sbin command -v "$program" >/dev/null || return
  done
  # The package brings it. It holds no setting that we would change.
  [[ -r /etc/swift/swift.conf ]]
}

# start_swift: leaves RUSHES_S3 set, the URL of the server, and its credentials as the AWS tools want them; RUSHES_SWIFT is
# the configuration of its proxy, for tests that need one of their own. A server that the user gives is kept.
start_swift() {
  local try
  [[ -z ${RUSHES_S3-} ]] && find_swift || return 0
  # A port that was free may be another's a moment later.
  for try in 1 2 3; do
    try_swift && return
    ((try < 3)) || tail -n 5 "$SWIFT_FOLDER"/*.log >&2
    stop_swift
  done
  say 'Swift did not start'
  exit 1
}

try_swift() {
  local server port ports
  SWIFT_FOLDER=$(mktemp -d) SWIFT_PIDS=()
  mkdir -p "$SWIFT_FOLDER/disks/d1"
  read -ra ports < <(free_ports 5)
  run_swift memcached memcached -u root -l 127.0.0.1 -p "${ports[0]}" -m 64
  for server in account container object; do
    port=${ports[$((${#SWIFT_PIDS[@]}))]}
    swift_ring "$server" "$port" >>"$SWIFT_FOLDER/log" 2>&1
    swift_server "$server" "$port" >"$SWIFT_FOLDER/$server.conf"
    run_swift "$server" "swift-$server-server" "$SWIFT_FOLDER/$server.conf"
  done
  RUSHES_SWIFT=$SWIFT_FOLDER/proxy.conf
  swift_proxy "${ports[4]}" "${ports[0]}" >"$RUSHES_SWIFT"
  run_swift proxy swift-proxy-server "$RUSHES_SWIFT"
  for port in "${ports[@]}"; do
    await_port "$port" || return
  done
  RUSHES_S3=http://127.0.0.1:${ports[4]}
  export RUSHES_S3 RUSHES_SWIFT AWS_ACCESS_KEY_ID=test:tester AWS_SECRET_ACCESS_KEY=testing
}

# free_ports COUNT: below those that the kernel gives to connections.
free_ports() {
  python3 - "$1" <<'P'
import random, socket, sys
held = []
while len(held) < int(sys.argv[1]):
    try:
        held.append(socket.create_server(("127.0.0.1", random.randint(20000, 32000))))
    except OSError:
        pass
print(*(one.getsockname()[1] for one in held))
P
}

# swift_ring SERVER PORT: one disk, one copy. A rebalance of one disk warns, and counts the warning as a failure.
swift_ring() {
  local ring=$SWIFT_FOLDER/$1.builder
  swift-ring-builder "$ring" create 4 1 1
  swift-ring-builder "$ring" add "r1z1-127.0.0.1:$2/d1" 1
  swift-ring-builder "$ring" rebalance || true
}

# One process each, so that what is started is all there is to stop. A slow machine must not make a listing stale: the
# update of a container is waited for.
swift_server() {
  printf '%s\n' '[DEFAULT]' bind_ip=127.0.0.1 "bind_port=$2" workers=0 "user=$(id -un)" "devices=$SWIFT_FOLDER/disks" \
    mount_check=false fallocate_reserve=0 "swift_dir=$SWIFT_FOLDER" log_level=WARNING conn_timeout=30 node_timeout=60 \
    container_update_timeout=60 '[pipeline:main]' "pipeline=$1-server" "[app:$1-server]" "use=egg:swift#$1"
}

swift_proxy() {
  local filter
  printf '%s\n' '[DEFAULT]' bind_ip=127.0.0.1 "bind_port=$1" workers=0 "user=$(id -un)" "swift_dir=$SWIFT_FOLDER" log_level=WARNING \
    '[pipeline:main]' 'pipeline=catch_errors cache listing_formats bulk s3api tempauth copy slo dlo proxy-server' \
    '[app:proxy-server]' 'use=egg:swift#proxy' account_autocreate=true conn_timeout=30 node_timeout=60 recoverable_node_timeout=60 \
    '[filter:cache]' 'use=egg:swift#memcache' "memcache_servers=127.0.0.1:$2" \
    '[filter:s3api]' 'use=egg:swift#s3api' location=us-east-1 \
    '[filter:tempauth]' 'use=egg:swift#tempauth' 'user_test_tester=testing .admin'
  for filter in catch_errors listing_formats bulk copy slo dlo; do
    printf '[filter:%s]\nuse=egg:swift#%s\n' "$filter" "$filter"
  done
}

# run_swift NAME PROGRAM…: a process that ends when we do, even when we are killed, and not before us by a Ctrl-C.
run_swift() {
  local name=$1
  shift
  (PATH=$PATH:/sbin:/usr/sbin && cd / && exec setsid setpriv --pdeathsig KILL "$@") </dev/null >"$SWIFT_FOLDER/$name.log" 2>&1 &
  SWIFT_PIDS+=($!)
}

await_port() {
  local pid
  until (: <"/dev/tcp/127.0.0.1/$1") 2>/dev/null; do
    for pid in "${SWIFT_PIDS[@]}"; do
      kill -0 "$pid" 2>/dev/null || return
    done
    sleep 0.05
  done
}

# For a trap: the server is thrown away, and need not end in order.
stop_swift() {
  ((${#SWIFT_PIDS[@]} == 0)) || { kill -KILL "${SWIFT_PIDS[@]}" && wait "${SWIFT_PIDS[@]}"; } 2>/dev/null
  [[ -z $SWIFT_FOLDER ]] || rm -rf "$SWIFT_FOLDER"
}
