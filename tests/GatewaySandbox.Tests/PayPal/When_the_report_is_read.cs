using System.Globalization;
using System.Text.Json;

namespace Integration.GatewaySandbox.Tests.PayPal;

public sealed class When_the_report_is_read
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task Should_list_captures_and_refunds_of_the_window_in_pages()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var paypal = new PayPalCaller(sandbox);
        var paid = await paypal.PaidAsync();
        var pending = await paypal.PaidAsync("vault_pending");
        var refund = await paypal.RefundAsync(paid.CaptureId, "5.00");
        await paypal.CreateAsync();

        var lines = new List<JsonElement>();
        for (int page = 1, pages = 1; page <= pages; page++)
        {
            var report = await ReadAsync(paypal, Now.AddMinutes(-5), Now.AddMinutes(5), $"&page_size=2&page={page}");
            pages = report.Body.GetProperty("total_pages").GetInt32();
            (pages, report.Body.GetProperty("total_items").GetInt32()).ShouldBe((2, 3));
            lines.AddRange(report.Body.GetProperty("transaction_details").EnumerateArray().Select(d => d.GetProperty("transaction_info")));
        }

        lines.Select(l => (Text(l, "transaction_id"), Text(l, "transaction_event_code"), Text(l, "paypal_reference_id"), Text(l, "transaction_status"), l.GetProperty("transaction_amount").GetProperty("value").GetString(), Text(l, "custom_field")))
            .ShouldBe(
                [(paid.CaptureId, "T0006", paid.Id, "S", "19.99", "attempt-1"), (pending.CaptureId, "T0006", pending.Id, "P", "19.99", "attempt-1"), (refund.Id, "T1107", paid.CaptureId, "S", "-5.00", "refund-1")],
                ignoreOrder: true);
        (await ReadAsync(paypal, Now.AddHours(-2), Now.AddHours(-1))).Body.GetProperty("total_items").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Should_be_behind_by_as_much_as_configured()
    {
        await using var sandbox = await Sandbox.StartAsync("PayPal:ReportLagSeconds=3600");
        var paypal = new PayPalCaller(sandbox);
        await paypal.PaidAsync();
        (await ReadAsync(paypal, Now.AddMinutes(-5), Now.AddHours(3))).Body.GetProperty("total_items").GetInt32().ShouldBe(0);
        await sandbox.AdvanceAsync(TimeSpan.FromHours(1.1));
        (await ReadAsync(paypal, Now.AddMinutes(-5), Now.AddHours(3))).Body.GetProperty("total_items").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Should_refuse_windows_and_pages_it_does_not_serve()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var paypal = new PayPalCaller(sandbox);
        (await ReadAsync(paypal, Now.AddDays(-32), Now)).ShouldSatisfyAllConditions(r => r.Status.ShouldBe(400), r => r.Body.GetProperty("name").GetString().ShouldBe("INVALID_REQUEST"));
        (await ReadAsync(paypal, Now.AddDays(-1), Now, "&page_size=501")).Issue.ShouldBe("INVALID_PARAMETER_VALUE");
        (await paypal.GetAsync("/v1/reporting/transactions?end_date=2026-01-01T00:00:00Z")).Issue.ShouldBe("MISSING_REQUIRED_PARAMETER");
    }

    private static Task<PayPalReply> ReadAsync(PayPalCaller paypal, DateTimeOffset from, DateTimeOffset until, string more = "") => paypal.GetAsync(string.Create(
        CultureInfo.InvariantCulture, $"/v1/reporting/transactions?start_date={from.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}&end_date={until.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}&fields=transaction_info{more}"));

    private static string? Text(JsonElement line, string name) => line.GetProperty(name).GetString();
}
