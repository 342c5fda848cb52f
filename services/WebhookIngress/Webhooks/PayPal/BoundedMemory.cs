namespace Integration.WebhookIngress.Webhooks.PayPal;

/// <summary>Remembers values by name, each until its time, and no more than a number of them: the one that has been there longest gives way.
/// Not safe for several threads: the owner locks.</summary>
internal sealed class BoundedMemory<T>(Func<int> limit)
    where T : class
{
    private readonly Dictionary<string, (T Value, DateTimeOffset Until)> _values = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>How many are remembered.</summary>
    public int Count => _values.Count;

    /// <summary>The value and its time; null when there is none or its time is over.</summary>
    public (T Value, DateTimeOffset Until)? Find(string name, DateTimeOffset now) =>
        _values.TryGetValue(name, out var found) && found.Until > now ? found : null;

    /// <summary>Remembers a value, in place of what had the name.</summary>
    public void Add(string name, T value, DateTimeOffset until)
    {
        if (!_values.ContainsKey(name))
        {
            while (_values.Count >= limit())
            {
                _values.Remove(_order.Dequeue());
            }

            _order.Enqueue(name);
        }

        _values[name] = (value, until);
    }
}
