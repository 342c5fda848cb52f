namespace Integration.CrmSync.Providers.Calls;

/// <summary>What may go into one call.</summary>
internal static class Batch
{
    /// <summary>Refuses what no CRM could answer record by record.</summary>
    /// <exception cref="ArgumentException">Too many, one without a key, or two with the same.</exception>
    public static void Check(IReadOnlyList<string> keys, int most)
    {
        if (keys.Count > most)
        {
            throw new ArgumentException($"{keys.Count} records are more than the {most} of one call.", nameof(keys));
        }

        if (keys.Any(string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException("A record has no key.", nameof(keys));
        }

        if (keys.Distinct(StringComparer.OrdinalIgnoreCase).Count() != keys.Count)
        {
            throw new ArgumentException("Two records of one call have the same key (a CRM does not tell upper from lower case).", nameof(keys));
        }
    }
}
