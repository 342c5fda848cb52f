using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Integration.GatewaySandbox.Stripe;

/// <summary>Objects of one kind by id, in the order in which they were made.</summary>
internal sealed class ObjectTable<T>(Func<T, string> id) : IEnumerable<T>
    where T : class
{
    private readonly List<T> _objects = [];
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);

    public int Count => _objects.Count;

    /// <summary>Adds the object, or puts it in the place of its earlier state.</summary>
    public void Put(T one)
    {
        if (_positions.TryGetValue(id(one), out var position))
        {
            _objects[position] = one;
        }
        else
        {
            _positions.Add(id(one), _objects.Count);
            _objects.Add(one);
        }
    }

    public bool TryFind(string key, [NotNullWhen(true)] out T? one)
    {
        one = _positions.TryGetValue(key, out var position) ? _objects[position] : null;
        return one is not null;
    }

    /// <summary>Newest first; those made before <paramref name="key"/> only, when it is given.</summary>
    /// <exception cref="KeyNotFoundException">There is no such object.</exception>
    public IEnumerable<T> NewestFirst(string? key = null)
    {
        for (var i = (key is null ? _objects.Count : _positions[key]) - 1; i >= 0; i--)
        {
            yield return _objects[i];
        }
    }

    /// <summary>Those made after <paramref name="key"/>, oldest first.</summary>
    /// <exception cref="KeyNotFoundException">There is no such object.</exception>
    public IEnumerable<T> After(string key) => _objects.Skip(_positions[key] + 1);

    /// <summary>Oldest first.</summary>
    public IEnumerator<T> GetEnumerator() => _objects.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
