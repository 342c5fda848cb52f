using System.Text.Json;
using Integration.Contracts.Payments;
using Integration.Hosting.Startup.Tests;
using Integration.Persistence.Tests;
using Integration.Standalone;

namespace Integration.Acceptance;

/// <summary>The whole product as a process of its own, which takes its commands from a file.</summary>
public abstract class ProcessSpec : IAsyncLifetime
{
    private readonly string _file = Path.GetTempFileName();

    protected TestDatabase Database { get; } = new();

    protected Uri Address { get; } = new($"http://127.0.0.1:{ServiceProcess.FreePort()}");

    protected HttpClient Client { get; } = new();

    public Task InitializeAsync() => Database.CreateAsync();

    public async Task DisposeAsync()
    {
        File.Delete(_file);
        Client.Dispose();
        await Database.DisposeAsync();
    }

    protected Task WriteAsync(IEnumerable<InitiatePayment> commands) => File.WriteAllLinesAsync(_file, commands.Select(c => JsonSerializer.Serialize(c, JsonSerializerOptions.Web)));

    private protected ServiceProcess Start(Gateway gateway, params (string Name, string Value)[] settings) => ServiceProcess.Start(
        typeof(StandaloneService).Assembly, Address, [],
        [
            .. Fleet.Quick, ("ConnectionStrings__Integration", Database.ConnectionString), ("Gateways__Stripe__ApiBase", gateway.Client.BaseAddress!.ToString()), ("Intake__File", _file), .. settings,
        ]);
}
