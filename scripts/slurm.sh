# shellcheck shell=bash
# Gets Slurm and runs a throw-away cluster of two nodes on this host, for tests only. Sourced after prepare.sh and swift.sh.

SLURM_PACKAGES='slurmctld slurmd slurm-client munge'
SLURM_FOLDER='' SLURM_PIDS=()

# A cluster that cannot be had is no reason to stop: the tests that need it are skipped, and say so.
prepare_slurm() {
  find_slurm || (install_slurm) || true
  find_slurm || { say 'Slurm could not be installed; its tests will be skipped' && return; }
}

find_slurm() {
  local program
  for program in munged slurmctld slurmd sbatch squeue scancel scontrol; do
    PATH=$PATH:/sbin:/usr/sbin command -v "$program" >/dev/null || return
  done
}

# The packages start daemons of their own, unless they are told beforehand that none are wanted.
install_slurm() {
  local policy=/usr/sbin/policy-rc.d
  if ((EUID == 0)) && [[ ! -e $policy ]]; then
    trap 'rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod +x "$policy"
  fi
  install_package "$SLURM_PACKAGES" 'for the tests on Slurm; nothing is set up'
}

# start_slurm: leaves SLURM_CONF set, as Slurm's own commands want it. A cluster that the user names is kept.
start_slurm() {
  local node ports
  [[ -z ${SLURM_CONF-} ]] && find_slurm || return 0
  SLURM_FOLDER=$(mktemp -d) SLURM_PIDS=()
  mkdir -p "$SLURM_FOLDER"/{munge,state,spool/{n1,n2}}
  chmod 711 "$SLURM_FOLDER"
  read -ra ports < <(free_ports 3)
  slurm_configuration "${ports[@]}" >"$SLURM_FOLDER/slurm.conf"
  (umask 077 && head -c 128 /dev/urandom >"$SLURM_FOLDER/munge/key")
  run_slurm munged munged --foreground --force --socket "$SLURM_FOLDER/munge/socket" --key-file "$SLURM_FOLDER/munge/key" \
    --pid-file "$SLURM_FOLDER/munge/pid" --seed-file "$SLURM_FOLDER/munge/seed" --log-file "$SLURM_FOLDER/munge/log"
  until [[ -S $SLURM_FOLDER/munge/socket ]]; do slurm_runs; done
  export SLURM_CONF=$SLURM_FOLDER/slurm.conf
  run_slurm slurmctld slurmctld -D
  for node in n1 n2; do
    run_slurm "$node" slurmd -D -N "$node"
  done
  until [[ $(sinfo --noheader --Node --partition high --format %T 2>/dev/null) == $'idle\nidle' ]]; do slurm_runs; done
}

# The nodes are said to have what workers ask for, whatever this host has. Whoever is pre-empted is asked first, and by the
# signal that its job has named.
slurm_configuration() {
  local host user folder=$SLURM_FOLDER
  host=$(hostname -s) user=$(id -un)
  printf '%s\n' ClusterName=rushes "SlurmctldHost=$host(127.0.0.1)" "SlurmUser=$user" "SlurmdUser=$user" \
    AuthType=auth/munge "AuthInfo=socket=$folder/munge/socket" CredType=cred/munge \
    "StateSaveLocation=$folder/state" "SlurmdSpoolDir=$folder/spool/%n" "SlurmctldPidFile=$folder/slurmctld.pid" "SlurmdPidFile=$folder/%n.pid" \
    "SlurmctldPort=$1" ProctrackType=proctrack/linuxproc TaskPlugin=task/none JobAcctGatherType=jobacct_gather/none \
    AccountingStorageType=accounting_storage/none MpiDefault=none ReturnToService=2 SlurmdParameters=config_overrides \
    SelectType=select/cons_tres SelectTypeParameters=CR_Core_Memory SchedulerParameters=sched_interval=2,bf_interval=2 \
    PreemptType=preempt/partition_prio PreemptMode=REQUEUE SlurmctldParameters=preempt_send_user_signal KillWait=5 \
    "NodeName=n1 NodeHostname=$host NodeAddr=127.0.0.1 Port=$2 CPUs=2 RealMemory=8000" \
    "NodeName=n2 NodeHostname=$host NodeAddr=127.0.0.1 Port=$3 CPUs=2 RealMemory=8000" \
    'PartitionName=low Nodes=n1,n2 Default=YES PriorityTier=1 State=UP PreemptMode=requeue GraceTime=30' \
    'PartitionName=high Nodes=n1,n2 PriorityTier=10 State=UP PreemptMode=off'
}

# run_slurm NAME PROGRAM…: a process that ends when we do, even when we are killed, and not before us by a Ctrl-C.
run_slurm() {
  local name=$1
  shift
  (PATH=$PATH:/sbin:/usr/sbin && cd / && exec setsid setpriv --pdeathsig KILL "$@") </dev/null >"$SLURM_FOLDER/$name.log" 2>&1 &
  SLURM_PIDS+=($!)
}

# While it starts: a daemon that has ended never will.
slurm_runs() {
  local pid
  for pid in "${SLURM_PIDS[@]}"; do
    kill -0 "$pid" 2>/dev/null || slurm_failed
  done
  sleep 0.1
}

# For a trap. Jobs are no children of ours: they are ended first, by those who know them.
stop_slurm() {
  if ((${#SLURM_PIDS[@]} > 0)); then
    scancel --full --signal=KILL --me
    scancel --me
    for _ in {1..100}; do
      [[ -n $(squeue --me --noheader) ]] || break
      sleep 0.1
    done
    kill "${SLURM_PIDS[@]}" && wait "${SLURM_PIDS[@]}"
  fi 2>/dev/null
  [[ -z $SLURM_FOLDER ]] || rm -rf "$SLURM_FOLDER"
}

slurm_failed() {
  tail -n 5 "$SLURM_FOLDER"/*.log >&2
  say 'Slurm did not start'
  exit 1
}
