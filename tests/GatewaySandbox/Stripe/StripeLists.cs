using System.Text.Json.Nodes;

namespace Integration.GatewaySandbox.Stripe;

/// <summary>Stripe's lists: newest first, in pages, by the time of creation.</summary>
internal static class StripeLists
{
    private const int Most = 100;
    private const int Usual = 10;

    /// <summary>One page of what <paramref name="fits"/>.</summary>
    /// <param name="missing">What is said when the cursor is no object of this kind.</param>
    /// <exception cref="StripeFailure">A parameter is wrong.</exception>
    public static Executed Page<T>(StripeCall call, ObjectTable<T> table, Func<T, long> created, Func<T, bool> fits, Func<T, JsonObject> render, Func<string, StripeFailure> missing)
        where T : class
    {
        StripeParameters.Check(call);
        var limit = call.Form.Text("limit") is { } text ? StripeMoney.Integer(text, "limit", 1) : Usual;
        if (limit > Most)
        {
            throw StripeFailure.Invalid("This value must be less than or equal to 100.", "parameter_invalid_integer", "limit");
        }

        var inRange = Range(call.Form);
        var (newer, older) = (Cursor("ending_before"), Cursor("starting_after"));
        var all = (newer is not null ? table.After(newer) : table.NewestFirst(older)).Where(o => inRange(created(o)) && fits(o));
        List<T> page = [.. all.Take((int)limit + 1)];
        var more = page.Count > limit;
        page = page[..Math.Min(page.Count, (int)limit)];
        if (newer is not null)
        {
            page.Reverse();
        }

        return new Executed(200, StripeObjects.List(call.Path, page.Select(render), more), new Changes());

        string? Cursor(string name) => call.Form.Text(name) is not { } id ? null : table.TryFind(id, out _) ? id : throw missing(id);
    }

    private static Predicate<long> Range(StripeForm form)
    {
        var bounds = form.Map("created").Select(b => (b.Key, Value: StripeMoney.Integer(b.Value, "created", 0))).ToList();
        if (form.Text("created") is { } exact)
        {
            bounds.Add(("", StripeMoney.Integer(exact, "created", 0)));
        }

        if (bounds.Find(b => b.Key is not ("" or "gt" or "gte" or "lt" or "lte")) is { Key: not null } strange)
        {
            throw StripeFailure.Unknown([$"created[{strange.Key}]"]);
        }

        return time => bounds.TrueForAll(b => b.Key switch
        {
            "gt" => time > b.Value,
            "gte" => time >= b.Value,
            "lt" => time < b.Value,
            "lte" => time <= b.Value,
            _ => time == b.Value,
        });
    }
}
