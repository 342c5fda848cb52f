using System.Buffers.Binary;

namespace Integration.Chaos;

/// <summary>Numbers by seed, the same on every machine and in every version of the runtime (SplitMix64).</summary>
internal sealed class Draw(long seed)
{
    private ulong _state = (ulong)seed;

    public int Below(int limit) => (int)(Next() % (ulong)limit);

    public bool Percent(int percent) => Below(100) < percent;

    /// <summary>One of them, as often as its weight says.</summary>
    public T From<T>((T Value, int Weight)[] table)
    {
        var rest = Below(table.Sum(row => row.Weight));
        foreach (var (value, weight) in table)
        {
            if ((rest -= weight) < 0)
            {
                return value;
            }
        }

        throw new InvalidOperationException("the weights do not add up");
    }

    public Guid Id()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Next());
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Next());
        return new Guid(bytes);
    }

    private ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
