namespace Integration.CrmSync.Providers.Calls;

/// <summary>Sends a batch and, when the CRM refuses it as a whole, finds whom it means: those it names are refused and the rest is sent again; when it names nobody the
/// batch is halved. So one bad record does not keep good ones out.</summary>
internal static class DividedBatch
{
    /// <summary>Sends all, in as few calls as it takes.</summary>
    /// <param name="batch">What to send.</param>
    /// <param name="mostCalls">After so many calls the rest is left for later.</param>
    /// <param name="send">Sends a part; keeps its answers, or says that and why it was refused as a whole.</param>
    /// <returns>Who was refused with a whole part, or not sent.</returns>
    /// <exception cref="CrmCallException">A part had no answer; or every part was refused for one reason, which then lies not in the records.</exception>
    public static async Task<IReadOnlyList<(T Item, Refusal Why)>> SendAsync<T>(
        IReadOnlyList<T> batch, int mostCalls, Func<IReadOnlyList<T>, Task<WholeRefusal<T>?>> send)
        where T : notnull
    {
        var refused = new List<(T Item, Refusal Why)>();
        var reasons = new HashSet<Refusal>();
        var anyTaken = false;
        var waiting = new Stack<IReadOnlyList<T>>();
        Push(waiting, batch);
        for (var calls = 0; calls < mostCalls && waiting.TryPop(out var part); calls++)
        {
            if (await send(part) is not { } refusal)
            {
                anyTaken = true;
                continue;
            }

            reasons.Add(refusal.Why);
            if (part.Count == 1 || refusal.Named.Count > 0)
            {
                var guilty = part.Where(item => part.Count == 1 || refusal.Named.ContainsKey(item)).ToList();
                refused.AddRange(guilty.Select(item => (item, refusal.Named.GetValueOrDefault(item, refusal.Why))));
                Push(waiting, [.. part.Except(guilty)]);
            }
            else
            {
                Push(waiting, [.. part.Skip(part.Count / 2)]);
                Push(waiting, [.. part.Take(part.Count / 2)]);
            }
        }

        if (waiting.Count > 0 && !anyTaken && reasons.Count == 1)
        {
            throw new CrmCallException(CrmFailureKind.Refused, $"the batch and {mostCalls - 1} parts of it were refused for one reason: {reasons.Single().Code}: {reasons.Single().Reason}");
        }

        refused.AddRange(waiting.SelectMany(part => part).Select(item =>
            (item, new Refusal(reasons.First().Code, "was sent together with records that the CRM refuses, and not without them yet", Passing: true))));
        return refused;
    }

    private static void Push<T>(Stack<IReadOnlyList<T>> waiting, IReadOnlyList<T> part)
    {
        if (part.Count > 0)
        {
            waiting.Push(part);
        }
    }
}
