using System.Security.Cryptography;

namespace Integration.GatewaySandbox;

/// <summary>Where the letters of ids come from: the system's random numbers, or, for a thread that asked for it, a source with a seed, so that the same calls make the same ids.</summary>
internal static class Chance
{
    [ThreadStatic]
    private static Random? _source;

    public static string Text(string alphabet, int length) =>
        _source is { } source ? source.GetString(alphabet, length) : RandomNumberGenerator.GetString(alphabet, length);

    public static string Hex(int length) => Text("0123456789abcdef", length);

    /// <summary>This thread draws from the source until the scope is disposed.</summary>
    public static Scope From(Random source) => new(source);

    /// <summary>Ends with the source that was in force before.</summary>
    public readonly struct Scope : IDisposable
    {
        private readonly Random? _before;

        internal Scope(Random source) => (_before, _source) = (_source, source);

        public void Dispose() => _source = _before;
    }
}
