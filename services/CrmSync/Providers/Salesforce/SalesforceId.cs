namespace Integration.CrmSync.Providers.Salesforce;

/// <summary>Ids have 15 letters in which case counts, and in the API three more that tell the case of the others: five bits each, the first letter's the lowest.</summary>
internal static class SalesforceId
{
    private const int Short = 15;
    private const int Part = 5;
    private const int Whole = Short + (Short / Part);
    private const string Checks = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    /// <summary>The long form, its letters in the case that its last three tell; anything that is no id as it is.</summary>
    public static string Long(string id) => !id.All(char.IsAsciiLetterOrDigit) ? id : id.Length switch
    {
        Short => id + string.Concat(id.Chunk(Part).Select(Check)),
        Whole => Restored(id[..Short], id[Short..].ToUpperInvariant()),
        _ => id,
    };

    private static string Restored(string letters, string checks) => checks.All(Checks.Contains)
        ? string.Concat(letters.Select((letter, i) => (Checks.IndexOf(checks[i / Part], StringComparison.Ordinal) >> (i % Part) & 1) == 1 ? char.ToUpperInvariant(letter) : char.ToLowerInvariant(letter))) + checks
        : letters + checks;

    private static char Check(char[] part) => Checks[part.Select((letter, i) => char.IsAsciiLetterUpper(letter) ? 1 << i : 0).Sum()];
}
