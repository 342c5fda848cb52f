using System.Globalization;
using System.Runtime.CompilerServices;
using Integration.Sagas.Attempts;

namespace Integration.PaymentWorker.Gateways.PayPal;

/// <summary>Refunds of captures, disputes, and the account's report.</summary>
public sealed partial class PayPalGateway
{
    /// <inheritdoc />
    public Task<RefundCall> RefundAsync(RefundRequest refund, string key, CancellationToken cancellationToken) => WithinLimitAsync(
        async limit => Call(await client.PostAsync<PayPalRefund>(
            $"/v2/payments/captures/{Uri.EscapeDataString(refund.CaptureReference)}/refund", PayPalRequests.Refund(refund), key, limit)),
        cancellationToken);

    /// <summary>By its reference, else by our id among the refunds that its order shows.</summary>
    public Task<RefundCall> FindRefundAsync(RefundRequest refund, CancellationToken cancellationToken) => WithinLimitAsync(
        async limit => refund.RefundReference is { } reference
            ? Call(await client.GetAsync<PayPalRefund>($"/v2/payments/refunds/{Uri.EscapeDataString(reference)}", limit))
            : Search(refund, await client.GetAsync<PayPalOrder>(Path(refund.AttemptReference), limit)),
        cancellationToken);

    /// <inheritdoc />
    public Task<DisputeCall> LookUpDisputeAsync(string reference, CancellationToken cancellationToken) => WithinLimitAsync(
        async limit =>
        {
            var answer = await client.GetAsync<PayPalDispute>($"/v1/customer/disputes/{Uri.EscapeDataString(reference)}", limit);
            return answer.Value is { } dispute
                ? DisputeCall.Answered(PayPalReports.Map(dispute), answer.RequestId, answer.HttpStatus)
                : DisputeCall.Failed(answer.Failure!);
        },
        cancellationToken);

    /// <summary>Captures and refunds from the account's report. It lags by up to three hours, so a window that ends now lacks its newest lines.</summary>
    public IAsyncEnumerable<GatewayMovement> ListAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) =>
        ReportAsync(PayPalReports.Windows(from, until), filter: "", cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<GatewayMovement> ListRefundsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) =>
        ReportAsync(PayPalReports.WindowsOfRefunds(from, until), $"&transaction_type={PayPalReports.RefundCode}", cancellationToken);

    private async IAsyncEnumerable<GatewayMovement> ReportAsync(
        IEnumerable<(DateTimeOffset Start, DateTimeOffset End)> windows, string filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var list = new GatewayList(Name, PayPalErrors.Failure, options.Value.PageTries);
        foreach (var (start, end) in windows)
        {
            for (int page = 1, pages = 1; page <= pages; page++)
            {
                var path = string.Create(CultureInfo.InvariantCulture,
                    $"/v1/reporting/transactions?start_date={PayPalReports.Time(start)}&end_date={PayPalReports.Time(end)}&fields=transaction_info{filter}&page_size={PayPalReports.PageSize}&page={page}");
                var report = await list.PageAsync(
                    async token => (await client.GetAsync<PayPalReport>(path, token)) is var answer && answer.Value is { } read ? read : throw new GatewayListException(Name, answer.Failure!), cancellationToken);
                pages = report.TotalPages ?? page;
                foreach (var movement in (report.TransactionDetails ?? []).Select(d => d.TransactionInfo).OfType<PayPalTransaction>().Select(PayPalReports.Movement).OfType<GatewayMovement>())
                {
                    // The report's windows include both ends, ours do not include the last.
                    if (movement.At >= start && movement.At < end)
                    {
                        yield return movement;
                    }
                }
            }
        }
    }

    /// <summary>An order that does not show the capture, and one with a refund that may be ours and does not say whose it is, say nothing: as if the question was refused.</summary>
    private static RefundCall Search(RefundRequest wanted, PayPalAnswer<PayPalOrder> answer)
    {
        if (answer.Value is not { } order)
        {
            return RefundCall.Failed(answer.Failure!);
        }

        var payments = order.PurchaseUnits?.Select(u => u.Payments).OfType<PayPalPayments>().ToList() ?? [];
        var refunds = payments.SelectMany(p => p.Refunds ?? []).ToList();
        if (refunds.Find(r => r.CustomId == wanted.RefundId.ToString()) is { } ours)
        {
            return RefundCall.Answered(PayPalMapper.Map(ours), answer.RequestId, answer.HttpStatus);
        }

        var silence = !payments.SelectMany(p => p.Captures ?? []).Any(c => c.Id == wanted.CaptureReference) ? $"does not show capture {wanted.CaptureReference}"
            : refunds.Find(r => string.IsNullOrEmpty(r.CustomId) && PayPalCurrencies.Read(r.Amount) == wanted.AmountMinor && PayPalMapper.Map(r).Status != RefundStatus.Failed) is { } unnamed ? $"shows refund {unnamed.Id} of the same amount without an id"
            : null;
        return silence is null
            ? RefundCall.Absent($"order {order.Id} shows no refund with our id", answer.RequestId, answer.HttpStatus)
            : RefundCall.Failed(new(CallFailureKind.Rejected, $"order {order.Id} {silence}, which says nothing about ours", answer.RequestId, answer.HttpStatus));
    }

    private static RefundCall Call(PayPalAnswer<PayPalRefund> answer) =>
        answer.Value is { } refund ? RefundCall.Answered(PayPalMapper.Map(refund), answer.RequestId, answer.HttpStatus) : RefundCall.Failed(answer.Failure!);
}
