using Integration.CrmSync.Providers;

namespace Integration.CrmSync.Mapping;

/// <summary>Holds the mapping against the CRM's own description of its fields, and takes over how long their texts may be.</summary>
internal sealed class SchemaCheck(ICrmProvider crm, MappingPlan plan)
{
    /// <summary>What would be refused, each in words; empty when the mapping fits.</summary>
    /// <exception cref="CrmCallException">The CRM did not say.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        var problems = plan.Problems().ToList();
        foreach (var kind in Enum.GetValues<RecordKind>())
        {
            var mapping = plan.Of(kind);
            try
            {
                var relation = plan.ParentOf(kind) is null ? null : crm.FieldOf(mapping.Relation);
                var schema = await crm.DescribeAsync(mapping.Object.Type, cancellationToken);
                plan.Learn(kind, schema);
                problems.AddRange(Problems(mapping, relation, schema));
            }
            catch (CrmCallException refused) when (refused.Kind == CrmFailureKind.Refused)
            {
                problems.Add($"{mapping.Object.Type}: {refused.Message}");
            }
        }

        return problems;
    }

    /// <param name="mapping">The mapping of a type.</param>
    /// <param name="relation">The field by which the type's records belong to others, if there is one.</param>
    /// <param name="schema">The CRM's description of the type.</param>
    private static IEnumerable<string> Problems(PlannedObject mapping, string? relation, CrmSchema schema)
    {
        var id = schema.Fields.GetValueOrDefault(mapping.Object.IdField);
        if (id is null)
        {
            yield return $"{schema.Type}.{mapping.Object.IdField}: there is no such field; make it, with unique values, for our id";
        }
        else if (!id.Unique)
        {
            yield return $"{schema.Type}.{id.Name}: the CRM does not keep its values unique, so it cannot hold our id";
        }

        foreach (var planned in relation is null ? mapping.Fields : mapping.Fields.Append(new(relation, null, null, new Dictionary<string, string>())))
        {
            if (Problem(planned, schema.Fields.GetValueOrDefault(planned.Name)) is { } problem)
            {
                yield return $"{schema.Type}.{planned.Name}: {problem}";
            }
        }
    }

    private static string? Problem(PlannedField planned, CrmField? field)
    {
        if (field is null)
        {
            return "there is no such field";
        }

        if (!field.Writable)
        {
            return "it cannot be written";
        }

        var words = planned.Constant is { } constant ? [constant] : planned.Words.Values;
        return field.Options is { } options && words.FirstOrDefault(word => !options.Contains(word)) is { } strange
            ? $"'{strange}' is none of its values; there are {string.Join(", ", options.Take(20))}"
            : null;
    }
}
