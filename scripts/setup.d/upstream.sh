# Sourced: upstream_options VERSION sets the array `upstream` to the options with which dotnet builds against the real packages, into a folder beside the usual build.
# VERSION: of Akka and its test kit, after a comma that of Akka.Cluster.Tools and Akka.Persistence.Sql; "pinned" for those that the solution pins, "1.5.*" for the newest.
upstream_options() {
  # Newer packages than the pinned ones want newer Protocol Buffers than the rest of the solution pins, and feeds lack some of the versions that they ask for.
  upstream=(-c Release -p:EdgeNasPackages=upstream -p:EdgeNasArtifacts=.build-upstream
    -p:CentralPackageTransitivePinningEnabled=false -p:CentralPackageFloatingVersionsEnabled=true -p:TreatWarningsAsErrors=false -p:WarningsAsErrors=)
  [[ $1 == pinned ]] || upstream+=("-p:AkkaVersion=${1%,*}" "-p:AkkaModulesVersion=${1#*,}")
}
