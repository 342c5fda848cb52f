namespace Integration.CrmSync.Providers.Calls;

/// <summary>Why a record was not taken.</summary>
/// <param name="Code">The CRM's code.</param>
/// <param name="Reason">In words that may be shown.</param>
/// <param name="Passing">The same may be taken later.</param>
/// <param name="OfAField">Because of a field that the CRM does not have, or that nobody may write.</param>
internal sealed record Refusal(string Code, string Reason, bool Passing = false, bool OfAField = false);

/// <summary>The CRM refused a call as a whole, because of something in it.</summary>
/// <param name="Why">What it says.</param>
/// <param name="Named">Whom it names, and what it says of each; empty when it names nobody.</param>
internal sealed record WholeRefusal<T>(Refusal Why, IReadOnlyDictionary<T, Refusal> Named)
    where T : notnull;
