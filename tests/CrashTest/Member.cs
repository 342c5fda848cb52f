using System.Diagnostics;
using Integration.Hosting.Startup.Tests;

namespace Integration.CrashTest;

/// <summary>One process of the product, its ways to the servers, and whoever starts it again when it has ended: an orchestrator.</summary>
/// <param name="name">What the run calls it.</param>
/// <param name="program">The file that is started: of another build, until it is upgraded.</param>
/// <param name="upgraded">The same program of this build.</param>
/// <param name="address">Where it listens.</param>
/// <param name="links">Its ways to the servers.</param>
/// <param name="settings">Its environment.</param>
/// <param name="client">Asks whether it is ready.</param>
internal sealed class Member(string name, string program, string upgraded, Uri address, Links links, (string, string)[] settings, HttpClient client) : Part(name)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    private readonly List<string> _complaints = [];
    private string _program = program;
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
        _process = ServiceProcess.Start(_program, address, [], settings);
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
        if (_process!.HasExited)
        {
            return;
        }

        await _process.TerminateAsync();
        if (await _process.ExitCodeAsync() is var code and not 0)
        {
            _complaints.Add($"{Name} ended with {code} when it was asked to end; it wrote: {_process.Output}");
        }
    }

    /// <summary>Whenever it is started next, this build takes its place.</summary>
    public void Supersede() => _program = upgraded;

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
