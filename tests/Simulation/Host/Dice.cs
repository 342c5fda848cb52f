using System.Buffers.Binary;

namespace Integration.Simulation.Host;

/// <summary>Numbers by seed, the same on every machine and in every version of the runtime (SplitMix64).</summary>
internal sealed class Dice(long seed) : Random
{
    private ulong _state = (ulong)seed;

    /// <summary>From 0 to <paramref name="limit"/> - 1.</summary>
    public int Below(int limit) => (int)(Draw() % (ulong)limit);

    /// <summary>True so often in a hundred.</summary>
    public bool Percent(int percent) => Below(100) < percent;

    /// <summary>True so often in a thousand.</summary>
    public bool Thousandth(int count) => Below(1000) < count;

    /// <summary>One of them, as often as its weight says.</summary>
    public T From<T>((T Value, int Weight)[] table)
    {
        var sum = 0;
        foreach (var (_, weight) in table)
        {
            sum += weight;
        }

        var rest = Below(sum);
        foreach (var (value, weight) in table)
        {
            if ((rest -= weight) < 0)
            {
                return value;
            }
        }

        throw new InvalidOperationException("the weights do not add up");
    }

    /// <summary>An id.</summary>
    public Guid Id()
    {
        Span<byte> bytes = stackalloc byte[16];
        NextBytes(bytes);
        return new Guid(bytes);
    }

    /// <inheritdoc />
    public override void NextBytes(Span<byte> buffer)
    {
        Span<byte> eight = stackalloc byte[8];
        for (var at = 0; at < buffer.Length; at += 8)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(eight, Draw());
            eight[..Math.Min(8, buffer.Length - at)].CopyTo(buffer[at..]);
        }
    }

    /// <inheritdoc />
    protected override double Sample() => (Draw() >> 11) * (1.0 / (1UL << 53));

    /// <inheritdoc />
    public override double NextDouble() => Sample();

    private ulong Draw()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
