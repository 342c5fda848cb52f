using System.Text;

namespace Integration.Persistence.Sql;

/// <summary>Text as PostgreSQL keeps it: neither a zero character nor half of a surrogate pair, both of which a stranger's message, or a cut, may leave.</summary>
public static class StoredText
{
    /// <summary>The text, with what cannot be kept replaced.</summary>
    public static string Of(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace("\0", "\\u0000", StringComparison.Ordinal);
}
