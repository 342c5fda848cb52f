using Integration.Deploy.Workflows;

namespace Integration.Deploy.Local;

/// <summary>What <c>deploy/local/up</c> and <c>down</c> do with their servers, on a PostgreSQL of the test's own.</summary>
public sealed class When_servers_are_started_by_hand : IDisposable
{
    /// <summary>Nobody else may enter it.</summary>
    private readonly DirectoryInfo _private = Directory.CreateTempSubdirectory("integration-private-");

    public void Dispose() => _private.Delete(recursive: true);

    /// <summary>The cluster then lives elsewhere. <c>down</c> forgets the port, not the place; <c>down --purge</c> leaves nothing.</summary>
    [Fact]
    public async Task Should_find_the_data_again_below_a_private_home_until_they_are_purged()
    {
        // Under root the system user is kept out by the private home; anybody else by the directory itself, which takes nothing.
        var (code, said) = await Script.RunAsync("-c", """
            unset PG_HOME PG_DATA INTEGRATION_PG_PORT; export INTEGRATION_RUN_DIR=$1
            source deploy/local/lib/common.sh; source deploy/local/lib/postgres.sh
            start() { start_postgres "$1/up/postgres"; declare -p PG_HOME PG_DATA PG_BIN PG_PORT >"$1/up/postgres.env"; }
            ask() { "$PG_BIN/psql" -XqtA -h 127.0.0.1 -p "$PG_PORT" -U integration -d postgres -c "$1"; }
            trap 'deploy/local/down --purge' EXIT
            mkdir -p "$1/up/postgres"; chmod 500 "$1/up/postgres"
            start "$1"; first=$PG_HOME
            ask "create table kept as select 7 as seven"
            deploy/local/down
            start "$1"
            echo "found $(ask "select seven from kept"), $([ "$PG_HOME" = "$first" ] && echo same) place, $([ "$PG_HOME" = "$1/up/postgres" ] || echo elsewhere)"
            deploy/local/down --purge
            [ ! -e "$first" ] && [ ! -e "$1/up" ] && echo "nothing left"
            """, "test", _private.FullName);
        said.ShouldContain("found 7, same place, elsewhere\n");
        said.ShouldContain("nothing left\n");
        code.ShouldBe(0, said);
    }

    /// <summary>macOS has no setsid. The process id that is kept stays that of the process, or nobody could stop it.</summary>
    [Theory]
    [InlineData("bash dirname perl setsid")]
    [InlineData("bash dirname perl")]
    public async Task Should_give_a_process_a_session_of_its_own_with_what_there_is(string programs)
    {
        var (code, said) = await Script.RunAsync("-c", """
            for program in $2; do ln -s "$(command -v "$program")" "$1/"; done
            export PATH=$1
            source deploy/local/lib/common.sh
            (own_session; exec "${OWN_SESSION[@]}" perl -e 'print "$$ leads ", getpgrp(), "\n"' >"$1/said") & pid=$!
            wait "$pid"
            [ "$(<"$1/said")" = "$pid leads $pid" ] && echo "a session of its own"
            """, "test", _private.FullName, programs);
        (code, said).ShouldBe((0, "a session of its own\n"));
    }
}
