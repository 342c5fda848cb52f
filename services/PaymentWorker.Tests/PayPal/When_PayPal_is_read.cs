using System.Net;
using System.Text.Json;
using Integration.PaymentWorker.Gateways;
using Integration.PaymentWorker.Gateways.PayPal;
using Integration.Sagas.Attempts;

namespace Integration.PaymentWorker.Tests.PayPal;

[Trait("Rule", "R7")]
public sealed class When_PayPal_is_read
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    [Theory]
    [InlineData("CREATED", GatewayStatus.Open)]
    [InlineData("SAVED", GatewayStatus.Open)]
    [InlineData("PAYER_ACTION_REQUIRED", GatewayStatus.ActionRequired)]
    [InlineData("APPROVED", GatewayStatus.Authorized)]
    [InlineData("VOIDED", GatewayStatus.Canceled)]
    public void Should_know_every_status_of_an_order(string status, GatewayStatus expected) => PayPalMapper.Map(Order(status)).Status.ShouldBe(expected);

    [Theory]
    [InlineData("COMPLETED", GatewayStatus.Captured, 1999)]
    [InlineData("PARTIALLY_REFUNDED", GatewayStatus.Captured, 1999)]
    [InlineData("REFUNDED", GatewayStatus.Captured, 1999)]
    [InlineData("PENDING", GatewayStatus.Processing, 0)]
    [InlineData("DECLINED", GatewayStatus.Declined, 0)]
    [InlineData("FAILED", GatewayStatus.Declined, 0)]
    public void Should_believe_the_capture_more_than_the_order(string capture, GatewayStatus expected, long captured)
    {
        foreach (var order in new[] { "COMPLETED", "APPROVED", "CREATED" })
        {
            var found = PayPalMapper.Map(Order(order, Capture(capture)));
            (found.Status, found.CapturedMinor, found.RefundedMinor).ShouldBe((expected, captured, capture == "REFUNDED" ? 1999 : 0));
        }
    }

    /// <summary>SAFETY U4: money that a failed refund brought back has not gone.</summary>
    [Theory]
    [InlineData("COMPLETED", 1999)]
    [InlineData("FAILED", 0)]
    [InlineData("CANCELLED", 0)]
    public void Should_believe_the_refunds_more_than_the_capture(string refund, long refunded)
    {
        var order = Order("COMPLETED", Capture("REFUNDED"));
        var unit = order.PurchaseUnits![0];
        order = order with { PurchaseUnits = [unit with { Payments = unit.Payments! with { Refunds = [new() { Id = "R1", Status = refund, Amount = Money() }] } }] };
        PayPalMapper.Map(order).RefundedMinor.ShouldBe(refunded);
    }

    [Fact]
    public void Should_see_the_money_that_moved_beside_a_decline_and_money_that_moved_twice()
    {
        PayPalMapper.Map(Order("COMPLETED", Capture("DECLINED"), Capture("COMPLETED"))).Status.ShouldBe(GatewayStatus.Captured);
        PayPalMapper.Map(Order("COMPLETED", Capture("DECLINED"), Capture("PENDING"))).Status.ShouldBe(GatewayStatus.Processing);
        PayPalMapper.Map(Order("COMPLETED", Capture("COMPLETED"), Capture("COMPLETED"))).CapturedMinor.ShouldBe(3998, "SAFETY R6 stops on it");
    }

    [Fact]
    public void Should_not_guess_what_it_does_not_know()
    {
        Should.Throw<NotSupportedException>(() => PayPalMapper.Map(Order("LUCKY")));
        Should.Throw<NotSupportedException>(() => PayPalMapper.Map(Order("COMPLETED", Capture("LUCKY"))));
        Should.Throw<NotSupportedException>(() => PayPalMapper.Map(Order("COMPLETED")), "completed by nothing");
        Should.Throw<NotSupportedException>(() => PayPalMapper.Map(Order("CREATED") with { PurchaseUnits = [] }));
        Should.Throw<NotSupportedException>(() => PayPalMapper.Map(new PayPalRefund { Id = "R", Status = "LUCKY", Amount = Money() }));
    }

    [Theory]
    [InlineData("UNDER_REVIEW", null, DisputeStatus.Open, false)]
    [InlineData("RESOLVED", "RESOLVED_SELLER_FAVOUR", DisputeStatus.Won, false)]
    [InlineData("RESOLVED", "RESOLVED_BUYER_FAVOUR", DisputeStatus.Lost, false)]
    [InlineData("RESOLVED", "LUCKY", DisputeStatus.Open, true)]
    [InlineData("LUCKY", "RESOLVED_SELLER_FAVOUR", DisputeStatus.Open, true)]
    public void Should_take_no_word_of_a_dispute_that_it_does_not_know_for_a_decision(string status, string? outcome, DisputeStatus expected, bool unknown)
    {
        var found = PayPalReports.Map(new() { DisputeId = "PP-D-1", Status = status, DisputeAmount = Money(), DisputeOutcome = outcome is null ? null : new() { OutcomeCode = outcome } });
        (found.Status, found.WordUnknown).ShouldBe((expected, unknown));
    }

    [Theory]
    [InlineData(400, CallFailureKind.Rejected)]
    [InlineData(401, CallFailureKind.Misconfigured)]
    [InlineData(403, CallFailureKind.Misconfigured)]
    [InlineData(404, CallFailureKind.Rejected)]
    [InlineData(408, CallFailureKind.OutcomeUnknown)]
    [InlineData(409, CallFailureKind.OutcomeUnknown)]
    [InlineData(422, CallFailureKind.Rejected)]
    [InlineData(429, CallFailureKind.RateLimited)]
    [InlineData(500, CallFailureKind.OutcomeUnknown)]
    [InlineData(502, CallFailureKind.OutcomeUnknown)]
    [InlineData(503, CallFailureKind.OutcomeUnknown)]
    [InlineData(504, CallFailureKind.OutcomeUnknown)]
    public void Should_tell_what_is_known_from_the_status(int status, CallFailureKind expected) =>
        PayPalErrors.Failure(Answer(status), PayPalErrors.Read("""{"name":"WHATEVER","message":"words","debug_id":"d"}""")).Kind.ShouldBe(expected);

    [Theory]
    [InlineData("<html>Bad gateway</html>")]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    public void Should_believe_no_refusal_that_is_not_PayPal_s(string body)
    {
        var error = PayPalErrors.Read(body);
        error.ShouldBeNull();
        PayPalErrors.Failure(Answer(422), error).Kind.ShouldBe(CallFailureKind.OutcomeUnknown);
        PayPalErrors.Failure(Answer(429), error).Kind.ShouldBe(CallFailureKind.RateLimited);
    }

    [Theory]
    [InlineData("EUR", 1999, "19.99")]
    [InlineData("EUR", 5, "0.05")]
    [InlineData("JPY", 500, "500")]
    [InlineData("HUF", 50_000, "500")]
    [InlineData("TWD", 50_000, "500")]
    public void Should_write_and_read_money_to_the_minor_unit(string currency, long minor, string value)
    {
        var written = PayPalCurrencies.Write(currency, minor);
        written.Value.ShouldBe(value);
        PayPalCurrencies.Read(written).ShouldBe(minor);
    }

    [Theory]
    [InlineData("EUR", "19.995")]
    [InlineData("JPY", "5.5")]
    [InlineData("EUR", "much")]
    [InlineData("EUR", "")]
    public void Should_not_round_money(string currency, string value) =>
        Should.Throw<NotSupportedException>(() => PayPalCurrencies.Read(new() { CurrencyCode = currency, Value = value }));

    [Theory]
    [InlineData("2026-11-24T10:00:00+0000", 0)]
    [InlineData("2026-11-24T10:00:00Z", 0)]
    [InlineData("2026-11-24T10:00:00-0700", 7)]
    [InlineData("2026-11-24T10:00:00-07:00", 7)]
    public void Should_read_the_report_s_times(string text, int hoursLater)
    {
        var line = JsonSerializer.Deserialize<PayPalTransaction>(
            $$"""{"transaction_id":"T","transaction_event_code":"T0006","transaction_status":"S","transaction_initiation_date":"{{text}}"}""", Json)!;
        line.TransactionInitiationDate.ShouldBe(new DateTimeOffset(2026, 11, 24, 10 + hoursLater, 0, 0, TimeSpan.Zero));
    }

    private static HttpResponseMessage Answer(int status) => new((HttpStatusCode)status);

    private static PayPalMoney Money() => new() { CurrencyCode = "EUR", Value = "19.99" };

    private static PayPalCapture Capture(string status) => new() { Id = "C" + status, Status = status, Amount = Money(), CustomId = "attempt" };

    private static PayPalOrder Order(string status, params PayPalCapture[] captures) => new()
    {
        Id = "ORDER1", Status = status, PurchaseUnits = [new() { Amount = Money(), CustomId = "attempt", Payments = captures.Length > 0 ? new() { Captures = captures } : null }],
    };
}
