using System.Diagnostics;

namespace Integration.Persistence.Tests;

/// <summary>A PostgreSQL of one test's own, to be killed and started again.</summary>
public sealed class LocalPostgres : IAsyncDisposable
{
    private string[] _facts = [];

    /// <summary>The connection string of its administrative database.</summary>
    public string Server => $"Host=127.0.0.1;Port={Port};Username=integration;Database=postgres";

    public int Port => int.Parse(_facts[0], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Starts it, the second time on the same port and data.</summary>
    public async Task StartAsync()
    {
        var place = _facts.Length > 0
            ? $"INTEGRATION_PG_PORT={_facts[0]}; home='{_facts[2]}'"
            : "unset INTEGRATION_PG_PORT; home=$(mktemp -d /tmp/integration-pg.XXXXXX); chmod 755 $home";
        _facts = (await LocalScripts.RunAsync(place + "; start_postgres $home; echo \"$PG_PORT|$PG_BIN|$PG_HOME\"")).Split('|');
    }

    /// <summary>Without a checkpoint, connections cut: what a crash of the server looks like.</summary>
    public Task StopAsync() => LocalScripts.RunAsync($"PG_BIN='{_facts[1]}' PG_DATA='{_facts[2]}/data'; stop_postgres");

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await LocalScripts.RunAsync($"rm -rf '{_facts[2]}'");
    }
}

/// <summary>A RabbitMQ node of one test's own, to be killed and started again.</summary>
public sealed class LocalRabbitMq : IAsyncDisposable
{
    private string[] _facts = [];

    public string Address => $"amqp://guest:guest@127.0.0.1:{Port}/";

    public int Port => int.Parse(_facts[0], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Starts it, the second time on the same port and data.</summary>
    public async Task StartAsync()
    {
        var place = _facts.Length > 0
            ? $"INTEGRATION_RABBIT_PORT={_facts[0]}; home='{_facts[2]}'"
            : "unset INTEGRATION_RABBIT_PORT; home=$(mktemp -d /tmp/integration-rabbit.XXXXXX)";
        _facts = (await LocalScripts.RunAsync(place + "; start_rabbitmq $home; echo \"$RABBIT_PORT|$RABBIT_EPMD_PORT|$RABBIT_HOME\"")).Split('|');
    }

    /// <summary>The queues that hold messages, each with how many; empty when none does.</summary>
    public Task<string> QueuesWithMessagesAsync() => LocalScripts.RunAsync(
        $"RABBIT_HOME='{_facts[2]}' RABBIT_PORT={_facts[0]} RABBIT_EPMD_PORT={_facts[1]} RABBIT_DIST_PORT=0; find_rabbitmq; rabbit_env \"$RABBIT_BIN/rabbitmqctl\" -q list_queues --no-table-headers name messages | awk '$2 > 0' | paste -sd,");

    /// <summary>SIGSTOP: connections stay open, and nothing answers.</summary>
    public Task FreezeAsync() => SignalAsync("STOP");

    /// <summary>SIGCONT.</summary>
    public Task ThawAsync() => SignalAsync("CONT");

    private Task<string> SignalAsync(string signal) => LocalScripts.RunAsync($"kill -{signal} \"$(cat '{_facts[2]}/pid')\"");

    /// <summary>SIGKILL.</summary>
    public Task StopAsync() => LocalScripts.RunAsync($"RABBIT_HOME='{_facts[2]}' RABBIT_EPMD_PORT={_facts[1]}; stop_rabbitmq");

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await LocalScripts.RunAsync($"rm -rf '{_facts[2]}'");
    }
}

/// <summary>The scripts that <c>deploy/local</c> starts its servers with.</summary>
internal static class LocalScripts
{
    /// <summary>Runs a line of bash with the scripts loaded. Its last line of output.</summary>
    public static async Task<string> RunAsync(string line)
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, WorkingDirectory = "/" };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"cd '{Path.Combine(Root, "deploy", "local", "lib")}'; source ./common.sh; source ./postgres.sh; source ./rabbitmq.sh; {line}");
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var output = await process.StandardOutput.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        process.ExitCode.ShouldBe(0, line);
        return output.Trim().Split('\n')[^1];
    }

    /// <summary>The checkout.</summary>
    public static string Root
    {
        get
        {
            var directory = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(directory.FullName, "Integration.sln")))
            {
                directory = directory.Parent ?? throw new InvalidOperationException("Integration.sln was not found above the test's directory.");
            }

            return directory.FullName;
        }
    }
}
