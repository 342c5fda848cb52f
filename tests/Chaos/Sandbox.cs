using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using Integration.GatewaySandbox;

namespace Integration.Chaos;

/// <summary>Both gateways, as a process of its own that outlives everything of ours.</summary>
internal sealed class Sandbox : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _roots = Path.GetTempFileName();
    private readonly PosixSignalRegistration[] _signals;
    private readonly Task _drained;

    private Sandbox(Process process, Uri address, HttpClient client)
    {
        _process = process;
        Address = address;
        Client = client;
        // Read on, so that the process never waits for its reader.
        _drained = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        // It must not outlive a run that somebody ends.
        _signals = [.. new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT }.Select(signal => PosixSignalRegistration.Create(signal, _ =>
        {
            process.Kill();
            Environment.Exit(130);
        }))];
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    /// <summary>The only root that PayPal's webhooks may lead to, as a file.</summary>
    public string RootsFile => _roots;

    public static async Task<Sandbox> StartAsync(Plan plan, Uri product, HttpClient client)
    {
        var start = new ProcessStartInfo("dotnet", [
            typeof(SandboxApp).Assembly.Location, "--urls=http://127.0.0.1:0", $"--Sandbox:Profile={plan.Profile}", $"--Sandbox:Seed={plan.Seed.ToString(CultureInfo.InvariantCulture)}",
            "--Sandbox:SlowMilliseconds=500", "--Sandbox:MaxFaultRules=10000",
            $"--Sandbox:Webhooks:Stripe:Url={new Uri(product, "/webhooks/stripe")}", "--Sandbox:Webhooks:Stripe:Secret=whsec_chaos",
            $"--Sandbox:Webhooks:PayPal:Url={new Uri(product, "/webhooks/paypal")}", "--Sandbox:Webhooks:PayPal:WebhookId=WH-CHAOS",
        ])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        try
        {
            var sandbox = new Sandbox(process, await AddressAsync(process), client);
            await File.WriteAllTextAsync(sandbox._roots, await client.GetStringAsync(new Uri(sandbox.Address, "/sandbox/paypal/root.pem")));
            return sandbox;
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    private static async Task<Uri> AddressAsync(Process process)
    {
        const string marker = "Now listening on: ";
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await process.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
        {
            if (line.IndexOf(marker, StringComparison.Ordinal) is var at and >= 0)
            {
                return new Uri(line[(at + marker.Length)..].Trim());
            }
        }

        throw new InvalidOperationException($"the sandbox did not start: {await process.StandardError.ReadToEndAsync(deadline.Token)}");
    }

    public async Task<Ledger> LedgerAsync() => (await Client.GetFromJsonAsync<Ledger>(new Uri(Address, "/ledger"), Ledger.Json))!;

    /// <summary>Stripe answers nothing but errors for the next so many calls of each kind; PayPal is up.</summary>
    public async Task StripeIsDownAsync(int calls)
    {
        foreach (var operation in (string[])["create", "confirm", "capture", "cancel", "retrieve"])
        {
            using var answer = await Client.PostAsJsonAsync(new Uri(Address, "/sandbox/faults"), new { operation, fault = "not_executed_503", times = calls });
            answer.EnsureSuccessStatusCode();
        }
    }

    /// <summary>Somebody acts at the gateway. False: there was nothing to act on any more, or not yet.</summary>
    public async Task<bool> ActAsync(string path)
    {
        using var answer = await Client.PostAsync(new Uri(Address, path), null);
        return answer.IsSuccessStatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var signal in _signals)
        {
            signal.Dispose();
        }

        _process.Kill();
        await _drained;
        await _process.WaitForExitAsync();
        _process.Dispose();
        File.Delete(_roots);
    }
}
