namespace Integration.CrmSync.Providers;

/// <summary>One CRM behind its REST API. Calls change nothing here; what an answer means for a record is decided by whoever asked. Safe for concurrent use.</summary>
public interface ICrmProvider
{
    /// <summary>The CRM's name in messages, views and metrics, for example <c>hubspot</c>.</summary>
    string Name { get; }

    /// <summary>The most records one <see cref="UpsertAsync"/> or <see cref="ReadAsync"/> takes: the CRM's own limit.</summary>
    int MaxBatch { get; }

    /// <summary>An id as the CRM itself tells it, where it takes other forms as well: a record that is rung for by two of them is one.</summary>
    string Canonical(string id) => id;

    /// <summary>The plain word for a type of record that the CRM rings about by another name as well: it may call contacts by a number.</summary>
    string Word(string recordType) => recordType;

    /// <summary>The field behind a relationship, where the CRM keeps it in one: it is written like any other.</summary>
    string? FieldOf(string relation) => null;

    /// <summary>What stands where in this CRM unless the configuration says otherwise.</summary>
    CrmMappingOptions Mapping { get; }

    /// <summary>Writes records by the value of their external id: one that is not there is made, one that is gets the fields that are named and keeps its others. A repeat
    /// changes nothing. Each record has an answer of its own; one that the CRM refuses does not keep the others from being written.</summary>
    /// <exception cref="CrmCallException">The call as a whole had no answer that says what became of each record.</exception>
    Task<IReadOnlyList<CrmWriteAnswer>> UpsertAsync(CrmObject type, IReadOnlyList<CrmWrite> records, CancellationToken cancellationToken);

    /// <summary>What the CRM says of an object type's fields.</summary>
    /// <exception cref="CrmCallException">There was no answer. <see cref="CrmFailureKind.Refused"/>: the CRM has no such type, or we may not see it.</exception>
    Task<CrmSchema> DescribeAsync(string objectType, CancellationToken cancellationToken);

    /// <summary>Records by the CRM's own ids, with the named fields. One that is not there (or no more) is absent from the answer.</summary>
    /// <exception cref="CrmCallException">There was no answer.</exception>
    Task<IReadOnlyList<CrmRecord>> ReadAsync(string objectType, IReadOnlyList<string> ids, IReadOnlyList<string> fields, CancellationToken cancellationToken);

    /// <summary>Removes one record, and what the CRM keeps of the person where it can (GDPR, article 17). One that is not there is removed already.</summary>
    /// <exception cref="CrmCallException">There was no answer, or it was refused.</exception>
    Task ForgetAsync(string objectType, string id, CancellationToken cancellationToken);
}
