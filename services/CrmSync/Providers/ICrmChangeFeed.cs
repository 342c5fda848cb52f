namespace Integration.CrmSync.Providers;

/// <summary>A CRM that does not ring when something changes there, and is asked.</summary>
public interface ICrmChangeFeed
{
    /// <summary>Records of a type that were made, changed, deleted or merged away since a time, oldest first, one page of them. What was begun before that time and ended after it may be missing:
    /// whoever asks goes back far enough (<c>Crm__Inbound__OverlapSeconds</c>).</summary>
    /// <param name="objectType">The type.</param>
    /// <param name="since">The time, itself included.</param>
    /// <param name="next">The page, as the one before named it; null for the first.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="CrmCallException">There was no answer. <see cref="CrmFailureKind.Refused"/>: the page is not there any more, or we may not ask.</exception>
    Task<CrmChangePage> ChangesAsync(string objectType, DateTimeOffset since, string? next, CancellationToken cancellationToken);
}

/// <summary>What changed.</summary>
/// <param name="Changes">Records, in the order of their times.</param>
/// <param name="Next">The next page; null when this is the last.</param>
public sealed record CrmChangePage(IReadOnlyList<CrmChange> Changes, string? Next);

/// <summary>One record that changed.</summary>
/// <param name="Id">The CRM's id.</param>
/// <param name="At">When, by the CRM's clock; it grows with each change of the record.</param>
public sealed record CrmChange(string Id, DateTimeOffset At);
