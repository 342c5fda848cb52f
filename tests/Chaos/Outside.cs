namespace Integration.Chaos;

/// <summary>What people and banks do while the product works: customers authenticate, fail to, approve, or stay away; PayPal ends what is pending.</summary>
internal sealed class Outside(Database database, Sandbox sandbox, IReadOnlySet<Guid> acting)
{
    private readonly HashSet<string> _done = [];

    /// <summary>One look at what waits for them.</summary>
    public async Task ActAsync()
    {
        foreach (var row in await database.RowsAsync(
            "select payment_id, gateway, gateway_reference, state from ops.payments where settled_at is null and gateway_reference is not null and (gateway = 'paypal' or state = 'AwaitingCustomer') limit 500"))
        {
            var (payment, reference) = ((Guid)row[0]!, (string)row[2]!);
            if ((string?)row[1] == "paypal")
            {
                // Either nothing is pending, and the sandbox says so, or the bank is done.
                await OnceAsync($"/sandbox/paypal/settle/{reference}");
            }

            if ((string)row[3]! == "AwaitingCustomer" && acting.Contains(payment))
            {
                await OnceAsync((string?)row[1] == "paypal" ? $"/sandbox/paypal/orders/{reference}/approve" : $"/sandbox/authenticate/{reference}?outcome={(payment.ToByteArray()[0] % 4 == 0 ? "fail" : "succeed")}");
            }
        }

        foreach (var row in await database.RowsAsync("select refund_reference from ops.refunds where state = 'Pending' and gateway = 'paypal' and refund_reference is not null limit 500"))
        {
            await OnceAsync($"/sandbox/paypal/settle/{(string)row[0]!}");
        }
    }

    private async Task OnceAsync(string path)
    {
        if (!_done.Contains(path) && await sandbox.ActAsync(path))
        {
            _done.Add(path);
        }
    }
}
