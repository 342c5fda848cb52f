using System.Net.Http.Json;
using System.Text.Json;
using Integration.GatewaySandbox;
using Integration.PaymentWorker.Gateways;
using Integration.PaymentWorker.Gateways.Stripe;
using Integration.Sagas.Attempts;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Stripe;

namespace Integration.PaymentWorker.Tests.Compliance;

/// <summary>Refunds, disputes and the account's lists, over HTTP.</summary>
public sealed class When_Stripe_gives_money_back : IAsyncLifetime
{
    private readonly HttpClient _client = new();
    private WebApplication _sandbox = null!;
    private ServiceProvider _provider = null!;

    private IPaymentGateway Gateway => _provider.GetRequiredService<IPaymentGateway>();

    public async Task InitializeAsync()
    {
        _sandbox = SandboxApp.Build(["--urls=http://127.0.0.1:0", "--Sandbox:HoldMilliseconds=50"]);
        await _sandbox.StartAsync();
        _client.BaseAddress = new Uri(_sandbox.Urls.First());
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Gateways:Stripe:SecretKey"] = "sk_test_sandbox", ["Gateways:Stripe:ApiBase"] = _client.BaseAddress.ToString(), ["Gateways:Stripe:RequestsPerSecond"] = "1000",
        }).Build();
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration);
        services.AddStripeGateway();
        _provider = services.BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        await _provider.DisposeAsync();
        _client.Dispose();
        await _sandbox.DisposeAsync();
    }

    [Theory]
    [InlineData("pm_card_visa", RefundStatus.Succeeded)]
    [InlineData("pm_card_pendingRefund", RefundStatus.Pending)]
    public async Task Should_refund_once_per_key_and_find_it(string card, RefundStatus status)
    {
        var wanted = Wanted(await PaidAsync(card));
        (await Gateway.FindRefundAsync(wanted, default)).NotFound.ShouldBeTrue();
        var refund = (await Gateway.RefundAsync(wanted, "k", default)).Found!;
        (refund.Status, refund.AmountMinor, refund.Currency, refund.RefundId).ShouldBe((status, 500, "EUR", wanted.RefundId.ToString()));
        (await Gateway.RefundAsync(wanted, "k", default)).Found!.Reference.ShouldBe(refund.Reference);
        (await Gateway.FindRefundAsync(wanted, default)).Found!.Reference.ShouldBe(refund.Reference);
        (await Gateway.FindRefundAsync(wanted with { RefundReference = refund.Reference }, default)).Found!.RefundId.ShouldBe(wanted.RefundId.ToString());
    }

    [Theory]
    [InlineData("executed_then_timeout", true)]
    [InlineData("executed_then_500", true)]
    [InlineData("connection_reset_after", true)]
    [InlineData("not_executed_500", false)]
    [InlineData("connection_reset_before", false)]
    public async Task Should_not_know_an_outcome_and_find_the_truth_in_the_list(string fault, bool executed)
    {
        var wanted = Wanted(await PaidAsync());
        using var asked = await _client.PostAsJsonAsync("/sandbox/faults", new { operation = "refund", fault, match = wanted.RefundId.ToString() });
        asked.EnsureSuccessStatusCode();
        (await Gateway.RefundAsync(wanted, "k", default)).Failure.ShouldBe(CallFailureKind.OutcomeUnknown);
        var found = await Gateway.FindRefundAsync(wanted, default);
        (found.Found is not null, found.NotFound).ShouldBe((executed, !executed));
    }

    [Fact]
    public async Task Should_be_refused_more_than_is_left_and_while_it_is_disputed()
    {
        var paid = await PaidAsync();
        (await Gateway.RefundAsync(Wanted(paid) with { AmountMinor = 2000 }, "too-much", default)).Failure.ShouldBe(CallFailureKind.Rejected);
        var id = (await PostAsync("/sandbox/disputes", new { intent = paid.Reference })).GetProperty("id").GetString()!;
        var dispute = (await Gateway.LookUpDisputeAsync(id, default)).Found!;
        (dispute.Status, dispute.AttemptReference, dispute.CaptureReference, dispute.AmountMinor).ShouldBe((DisputeStatus.Open, paid.Reference, paid.CaptureReference, 1999));
        (await Gateway.RefundAsync(Wanted(paid), "disputed", default)).Failure.ShouldBe(CallFailureKind.Rejected);
        await PostAsync($"/sandbox/disputes/{id}", new { outcome = "won" });
        (await Gateway.LookUpDisputeAsync(id, default)).Found!.Status.ShouldBe(DisputeStatus.Won);
        (await Gateway.RefundAsync(Wanted(paid), "won", default)).Found!.Status.ShouldBe(RefundStatus.Succeeded);
    }

    [Fact]
    public async Task Should_list_every_payment_and_refund_of_a_time_once()
    {
        // Two pages of a hundred, and a day that is asked for on both its sides.
        var sdk = _provider.GetRequiredService<StripeClient>().V1.PaymentIntents;
        await Parallel.ForAsync(0, 120, async (_, stop) => await sdk.CreateAsync(new PaymentIntentCreateOptions { Amount = 100, Currency = "eur" }, null, stop));
        var paid = await PaidAsync();
        var refund = (await Gateway.RefundAsync(Wanted(paid), "k", default)).Found!;
        await PostAsync("/sandbox/clock", new { advanceSeconds = 86_400 });
        var later = await PaidAsync();

        var now = TimeProvider.System.GetUtcNow();
        var first = await Gateway.ListAsync(now.AddHours(-1), now.AddHours(1), default).ToListAsync();
        first.Count(m => m.Kind == MovementKind.Payment).ShouldBe(121);
        first.Select(m => m.Reference).Distinct().Count().ShouldBe(122);
        var (payment, back) = (first.Single(m => m.Reference == paid.Reference), first.Single(m => m.Kind == MovementKind.Refund));
        (payment.CapturedMinor, payment.Word).ShouldBe((1999, "succeeded"));
        (back.Reference, back.ParentReference, back.AmountMinor).ShouldBe((refund.Reference, paid.Reference, 500));
        (await Gateway.ListRefundsAsync(now.AddHours(-1), now.AddHours(1), default).ToListAsync()).ShouldHaveSingleItem().ShouldBe(back);
        (await Gateway.ListRefundsAsync(now.AddHours(23), now.AddHours(25), default).ToListAsync()).ShouldBeEmpty();
        (await Gateway.ListAsync(now.AddHours(23), now.AddHours(25), default).ToListAsync()).Single().Reference.ShouldBe(later.Reference);
    }

    private static RefundRequest Wanted(GatewayObject paid) => new()
    {
        RefundId = Guid.NewGuid(), PaymentId = Guid.NewGuid(), AttemptReference = paid.Reference, CaptureReference = paid.CaptureReference!, AmountMinor = 500, Currency = "EUR",
    };

    private async Task<GatewayObject> PaidAsync(string card = "pm_card_visa")
    {
        var payment = Guid.NewGuid();
        var attempt = new AttemptRef { PaymentId = payment, AttemptId = AttemptIdentity.Of(payment, Gateway.Name, 1), Number = 1, Gateway = Gateway.Name, Epoch = 1 };
        var created = await Gateway.CreateAsync(new() { Attempt = attempt, AmountMinor = 1999, Currency = "EUR", PaymentMethod = card }, $"{payment}:create", default);
        attempt = attempt with { Reference = created.Found!.Reference };
        await Gateway.AuthorizeAsync(new() { Attempt = attempt, PaymentMethod = card }, $"{payment}:authorize", default);
        return (await Gateway.CaptureAsync(new() { Attempt = attempt }, $"{payment}:capture", default)).Found!;
    }

    private async Task<JsonElement> PostAsync(string path, object body)
    {
        using var answer = await _client.PostAsJsonAsync(path, body);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
