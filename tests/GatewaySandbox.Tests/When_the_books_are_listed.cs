using Stripe;

namespace Integration.GatewaySandbox.Tests;

/// <summary>Lists by time, page by page, as a reconciliation reads them.</summary>
public sealed class When_the_books_are_listed
{
    private const int PerDay = 5;

    [Fact]
    public async Task Should_have_all_of_a_time_and_nothing_else_in_pages()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var days = new List<List<(string Intent, string Refund, string Charge)>>();
        var starts = new List<DateTime>();
        for (var day = 0; day < 3; day++)
        {
            starts.Add(DateTime.UnixEpoch.AddSeconds((await sandbox.CreateAsync()).Created.Subtract(DateTime.UnixEpoch).TotalSeconds));
            var made = new List<(string, string, string)>();
            for (var n = 0; n < PerDay; n++)
            {
                var paid = await sandbox.PaidAsync();
                made.Add((paid.Id, (await sandbox.RefundAsync(paid.Id, 100)).Id, paid.LatestChargeId));
            }

            days.Add(made);
            await sandbox.AdvanceAsync(TimeSpan.FromDays(1));
        }

        var range = new DateRangeOptions { GreaterThanOrEqual = starts[1], LessThan = starts[2] };
        var intents = await sandbox.Intents.ListAutoPagingAsync(new PaymentIntentListOptions { Created = range, Limit = 2 }).ToListAsync();
        intents.Select(i => i.Id).Where(id => days[1].Exists(d => d.Intent == id)).ShouldBe(days[1].AsEnumerable().Reverse().Select(d => d.Intent));
        intents.Count.ShouldBe(PerDay + 1);
        (await sandbox.Refunds().ListAutoPagingAsync(new RefundListOptions { Created = range, Limit = 2 }).ToListAsync()).Select(r => r.Id)
            .ShouldBe(days[1].AsEnumerable().Reverse().Select(d => d.Refund));
        (await sandbox.Stripe.V1.Charges.ListAutoPagingAsync(new ChargeListOptions { Created = range, Limit = 3 }).ToListAsync()).Select(c => c.Id)
            .ShouldBe(days[1].AsEnumerable().Reverse().Select(d => d.Charge));
        (await sandbox.Refunds().ListAsync(new RefundListOptions { Created = new DateRangeOptions { GreaterThan = starts[2].AddDays(1) } })).Data.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_list_the_refunds_of_one_intent_in_pages_both_ways()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var (paid, other) = (await sandbox.PaidAsync(), await sandbox.PaidAsync());
        await sandbox.RefundAsync(other.Id);
        var made = new List<string>();
        for (var n = 0; n < PerDay; n++)
        {
            made.Insert(0, (await sandbox.RefundAsync(paid.Id, 100)).Id);
        }

        var first = await sandbox.Refunds().ListAsync(new RefundListOptions { PaymentIntent = paid.Id, Limit = 2 });
        Seen(first).ShouldBe((string.Join(' ', made.Take(2)), true));
        var next = await sandbox.Refunds().ListAsync(new RefundListOptions { PaymentIntent = paid.Id, Limit = 3, StartingAfter = made[1] });
        Seen(next).ShouldBe((string.Join(' ', made.Skip(2)), false));
        var back = await sandbox.Refunds().ListAsync(new RefundListOptions { PaymentIntent = paid.Id, Limit = 2, EndingBefore = made[4] });
        Seen(back).ShouldBe((string.Join(' ', made.Skip(2).Take(2)), true));
        (await sandbox.Stripe.V1.Charges.ListAsync(new ChargeListOptions { PaymentIntent = paid.Id })).Data.Single().AmountRefunded.ShouldBe(500);

        static (string, bool) Seen(StripeList<Refund> page) => (string.Join(' ', page.Data.Select(r => r.Id)), page.HasMore);
    }

    [Fact]
    public async Task Should_refuse_what_is_no_cursor_and_no_time()
    {
        await using var sandbox = await Sandbox.StartAsync();
        (await sandbox.Refunds().ListAsync(new RefundListOptions { StartingAfter = "re_none" }).RefusedAsync()).StripeError.Code.ShouldBe("resource_missing");
        (await sandbox.Refunds().ListAsync(new RefundListOptions { Limit = 101 }).RefusedAsync()).StripeError.Param.ShouldBe("limit");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/refunds?created[since]=5");
        request.Headers.Authorization = new("Bearer", Sandbox.SecretKey);
        using var answer = await sandbox.Http.SendAsync(request);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("parameter_unknown");
    }
}
