using System.Diagnostics;
using System.Reflection;
using Integration.Hosting.Startup.Tests;

namespace Integration.CrashTest;

/// <summary>One process of the product, its ways to the servers, and whoever starts it again when it has ended: an orchestrator.</summary>
internal sealed class Member(string name, Assembly program, Uri address, Links links, (string, string)[] settings, HttpClient client) : Part(name)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    private readonly List<string> _complaints = [];
    private ServiceProcess? _process;
    private bool _isAsked;

    public Links Links => links;

    /// <summary>What no process of ours may do.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>Starts it and waits until it says that it is ready. One that gives up because a server is away is started again.</summary>
    public async Task StartAsync()
    {
        for (var since = Stopwatch.StartNew(); ;)
        {
            Launch();
            try
            {
                await _process!.ReadyAsync(client);
                return;
            }
            catch (ShouldAssertException) when (_process!.HasExited && since.Elapsed < Patience)
            {
            }
        }
    }

    /// <summary>Starts it, and does not wait.</summary>
    public void Launch()
    {
        _process?.Dispose();
        _isAsked = false;
        _process = ServiceProcess.Start(program, address, [], settings);
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        Check();
        await _process!.KillAsync();
    }

    /// <summary>SIGSTOP.</summary>
    public Task FreezeAsync()
    {
        Check();
        return _process!.SignalAsync("STOP");
    }

    /// <summary>SIGCONT.</summary>
    public Task ThawAsync() => _process!.SignalAsync("CONT");

    /// <summary>SIGTERM, and it ends by itself in time.</summary>
    public async Task EndAsync()
    {
        Check();
        _isAsked = true;
        await _process!.TerminateAsync();
        if (await _process.ExitCodeAsync() is var code and not 0)
        {
            _complaints.Add($"{Name} ended with {code} when it was asked to end; it wrote: {_process.Output}");
        }
    }

    /// <summary>It has not ended by itself.</summary>
    public void Check()
    {
        if (!_isAsked && _process is { HasExited: true })
        {
            _complaints.Add($"{Name} ended by itself; it wrote: {_process.Output}");
        }
    }

    protected override void Dispose(bool disposing)
    {
        _process?.Dispose();
        links.Dispose();
        base.Dispose(disposing);
    }
}
