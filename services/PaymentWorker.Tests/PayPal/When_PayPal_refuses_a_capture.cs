using System.Net;
using System.Text;
using System.Text.Json;
using Integration.PaymentWorker.Gateways;
using Integration.PaymentWorker.Gateways.PayPal;
using Integration.Sagas.Attempts;
using Microsoft.Extensions.Options;

namespace Integration.PaymentWorker.Tests.PayPal;

/// <summary>Every issue that Orders v2 names for a capture (PayPal's OpenAPI file, orders.capture-422), and what it means for the attempt. The order is always looked at before a refusal is believed.</summary>
public sealed class When_PayPal_refuses_a_capture
{
    private const string Created = """{"id":"ORDER1","status":"CREATED","purchase_units":[{"amount":{"currency_code":"EUR","value":"19.99"},"custom_id":"attempt"}]}""";

    private const string Captured = """
        {"id":"ORDER1","status":"COMPLETED","purchase_units":[{"amount":{"currency_code":"EUR","value":"19.99"},"custom_id":"attempt",
        "payments":{"captures":[{"id":"CAPTURE1","status":"COMPLETED","amount":{"currency_code":"EUR","value":"19.99"}}]}}]}
        """;

    [Theory]
    [InlineData("AGREEMENT_ALREADY_CANCELLED", true)]
    [InlineData("BILLING_AGREEMENT_NOT_FOUND", true)]
    [InlineData("CARD_BRAND_NOT_SUPPORTED", true)]
    [InlineData("CARD_EXPIRED", true)]
    [InlineData("COMPLIANCE_VIOLATION", false)]
    [InlineData("DECLINED_DUE_TO_RELATED_TXN", true)]
    [InlineData("DOMESTIC_TRANSACTION_REQUIRED", true)]
    [InlineData("INSTRUMENT_DECLINED", true)]
    [InlineData("MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED", true)]
    [InlineData("PAYEE_BLOCKED_TRANSACTION", false)]
    [InlineData("PAYER_ACCOUNT_LOCKED_OR_CLOSED", false)]
    [InlineData("PAYER_ACCOUNT_RESTRICTED", false)]
    [InlineData("PAYER_CANNOT_PAY", true)]
    [InlineData("PAYMENT_SOURCE_CANNOT_BE_USED", true)]
    [InlineData("PAYMENT_SOURCE_DECLINED_BY_PROCESSOR", true)]
    [InlineData("REDIRECT_PAYER_FOR_ALTERNATE_FUNDING", true)]
    [InlineData("REFERENCED_CARD_EXPIRED", true)]
    [InlineData("TOKEN_EXPIRED", true)]
    [InlineData("TOKEN_ID_NOT_FOUND", true)]
    [InlineData("TRANSACTION_BLOCKED_BY_PAYEE", false)]
    [InlineData("TRANSACTION_LIMIT_EXCEEDED", true)]
    [InlineData("TRANSACTION_RECEIVING_LIMIT_EXCEEDED", true)]
    [InlineData("TRANSACTION_REFUSED", true)]
    public async Task Should_tell_a_decline_and_whether_another_gateway_may_try(string issue, bool fallback)
    {
        var declined = await CaptureAsync(issue, Created);
        (declined.Found!.Status, declined.HttpStatus, declined.RequestId).ShouldBe((GatewayStatus.Declined, 422, "debug-post"));
        (declined.Found.Decline!.Code, declined.Found.Decline.Retryable, declined.Found.Decline.FallbackAllowed).ShouldBe((issue, false, fallback));
    }

    [Theory]
    [InlineData("AUTH_CAPTURE_NOT_ENABLED")]
    [InlineData("BILLING_AGREEMENT_ID_MISMATCH")]
    [InlineData("DUPLICATE_INVOICE_ID")]
    [InlineData("INCOMPATIBLE_PARAMETER_VALUE")]
    [InlineData("MISMATCHED_VAULT_ID_TO_PAYMENT_SOURCE")]
    [InlineData("NOT_ENABLED_FOR_CARD_PROCESSING")]
    [InlineData("PAYEE_FX_RATE_ID_EXPIRED")]
    [InlineData("PAYMENT_SOURCE_MISMATCH")]
    [InlineData("PAYMENT_SOURCE_NOT_SUPPORTED")]
    [InlineData("PREFERRED_PAYMENT_SOURCE_MISMATCH")]
    [InlineData("SHIPPING_ADDRESS_INVALID")]
    [InlineData("AN_ISSUE_OF_NEXT_YEAR")]
    public async Task Should_tell_what_is_wrong_with_our_request_and_no_decline(string issue)
    {
        var rejected = await CaptureAsync(issue, Created);
        (rejected.Found, rejected.Failure, rejected.HttpStatus).ShouldBe((null, CallFailureKind.Rejected, 422));
        rejected.Reason.ShouldBe($"UNPROCESSABLE_ENTITY: {issue}: words");
    }

    [Theory]
    [InlineData("ORDER_COMPLETION_IN_PROGRESS")]
    [InlineData("PREVIOUS_REQUEST_IN_PROGRESS")]
    public async Task Should_call_the_outcome_unknown_while_PayPal_works_on_it(string issue) =>
        (await CaptureAsync(issue, Created)).Failure.ShouldBe(CallFailureKind.OutcomeUnknown);

    [Fact]
    public async Task Should_send_the_payer_back_when_PayPal_wants_them()
    {
        var asked = await CaptureAsync("PAYER_ACTION_REQUIRED", Created);
        (asked.Found!.Status, asked.Found.RedirectUrl).ShouldBe((GatewayStatus.ActionRequired, "https://paypal.example/act"));
    }

    [Fact]
    public async Task Should_say_where_the_order_stands_when_it_is_not_approved() =>
        (await CaptureAsync("ORDER_NOT_APPROVED", Created)).Found!.Status.ShouldBe(GatewayStatus.Open);

    [Theory]
    [InlineData("ORDER_ALREADY_CAPTURED")]
    [InlineData("INSTRUMENT_DECLINED")]
    [InlineData("PAYER_ACTION_REQUIRED")]
    [InlineData("ORDER_NOT_APPROVED")]
    public async Task Should_believe_the_money_more_than_the_refusal(string issue)
    {
        var found = (await CaptureAsync(issue, Captured)).Found!;
        (found.Status, found.CapturedMinor, found.CaptureReference, found.Decline).ShouldBe((GatewayStatus.Captured, 1999, "CAPTURE1", null));
    }

    [Theory]
    [InlineData("ORDER_ALREADY_CAPTURED")]
    [InlineData("INSTRUMENT_DECLINED")]
    public async Task Should_call_the_outcome_unknown_when_the_order_cannot_be_seen(string issue)
    {
        var unknown = await CaptureAsync(issue, order: null);
        unknown.Failure.ShouldBe(CallFailureKind.OutcomeUnknown);
        unknown.Reason!.ShouldContain(issue);
    }

    private static async Task<GatewayCall> CaptureAsync(string issue, string? order)
    {
        using var handler = new Scripted(issue, order);
        using var http = new HttpClient(handler);
        var options = Options.Create(new PayPalOptions { ApiBase = "https://paypal.example" });
        var attempt = new AttemptRef { PaymentId = Guid.NewGuid(), AttemptId = Guid.NewGuid(), Number = 1, Gateway = "paypal", Epoch = 1, Reference = "ORDER1" };
        return await new PayPalGateway(new PayPalClient(http, options), options).CaptureAsync(new() { Attempt = attempt, PaymentMethod = "vault" }, "key", CancellationToken.None);
    }

    /// <summary>A capture that is refused with the issue, and the order as it is fetched; 503 when there is none.</summary>
    private sealed class Scripted(string issue, string? order) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var post = request.Method == HttpMethod.Post;
            var body = post ? JsonSerializer.Serialize(new
            {
                name = "UNPROCESSABLE_ENTITY", details = new[] { new { issue, description = "words" } }, message = "more words", debug_id = "debug-post",
                links = new[] { new { href = "https://paypal.example/act", rel = "payer-action", method = "GET" } },
            }) : order ?? "<html>busy</html>";
            var status = post ? HttpStatusCode.UnprocessableEntity : order is null ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK;
            return Task.FromResult(new HttpResponseMessage(status)
            {
                Headers = { { "PayPal-Debug-Id", post ? "debug-post" : "debug-get" } }, Content = new StringContent(body, Encoding.UTF8, "application/json"),
            });
        }
    }
}
