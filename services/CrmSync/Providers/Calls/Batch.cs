namespace Integration.CrmSync.Providers.Calls;

/// <summary>What may go into one call.</summary>
internal static class Batch
{
    /// <summary>Refuses more than one call takes.</summary>
    /// <exception cref="ArgumentException">Too many.</exception>
    public static void CheckSize(IReadOnlyCollection<string> ids, int most)
    {
        if (ids.Count > most)
        {
            throw new ArgumentException($"{ids.Count} records are more than the {most} of one call.", nameof(ids));
        }
    }

    /// <summary>Refuses what no CRM could answer record by record.</summary>
    /// <exception cref="ArgumentException">Too many, one without a key, or two with the same.</exception>
    public static void Check(IReadOnlyCollection<string> keys, int most)
    {
        CheckSize(keys, most);
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
