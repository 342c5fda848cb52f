using System.Text.Json;
using Integration.Contracts.Payments;
using Integration.Hosting.Startup.Tests;
using Integration.Persistence.Tests;
using Integration.Standalone;

namespace Integration.Acceptance;

/// <summary>kill -9 of the whole product in one process, again and again, while a gateway at its worst is being charged.</summary>
public sealed class When_the_process_is_killed : IAsyncLifetime
{
    private const int Payments = 120;
    private static readonly string[] Cards = ["pm_card_visa", "pm_card_visa", "pm_card_mastercard", "pm_card_visa_chargeDeclined"];
    private readonly TestDatabase _database = new();
    private readonly Uri _address = new($"http://127.0.0.1:{ServiceProcess.FreePort()}");
    private readonly string _file = Path.GetTempFileName();
    private readonly HttpClient _client = new();

    public Task InitializeAsync() => _database.CreateAsync();

    public async Task DisposeAsync()
    {
        File.Delete(_file);
        _client.Dispose();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Should_charge_every_accepted_payment_once_and_lose_none()
    {
        await using var gateway = await Gateway.StartAsync(_address, "--Sandbox:Profile=nasty", "--Sandbox:Seed=42");
        var commands = Enumerable.Range(0, Payments).Select(i => World.Payment(Cards[i % Cards.Length], 1000 + i)).ToList();
        await File.WriteAllLinesAsync(_file, commands.Select(c => JsonSerializer.Serialize<InitiatePayment>(c, JsonSerializerOptions.Web)));

        foreach (var answers in new[] { 25, 120, 260 })
        {
            using var process = Start(gateway);
            await process.ReadyAsync(_client);
            await _database.UntilAsync("ops.gateway_calls where answered_at is not null", n => n >= answers, seconds: 120);
            await process.KillAsync();
        }

        using var last = Start(gateway);
        await Fleet.SettledAsync(_database, Payments, last);
        await Fleet.BooksAgreeAsync(_database, gateway, good: commands.Count(c => c.Card.PaymentMethod != "pm_card_visa_chargeDeclined"));
        await last.TerminateAsync();
        (await last.ExitCodeAsync()).ShouldBe(0);
    }

    private ServiceProcess Start(Gateway gateway) => ServiceProcess.Start(
        typeof(StandaloneService).Assembly, _address, [],
        [
            .. Fleet.Quick, ("ConnectionStrings__Integration", _database.ConnectionString), ("Gateways__Stripe__ApiBase", gateway.Client.BaseAddress!.ToString()), ("Intake__File", _file),
        ]);
}
