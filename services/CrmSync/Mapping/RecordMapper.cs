using Integration.CrmSync.Providers;

namespace Integration.CrmSync.Mapping;

/// <summary>Makes the CRM's record of what is known, by the declared mapping.</summary>
internal sealed class RecordMapper(MappingPlan plan)
{
    private const string Gap = "…";

    /// <summary>The record as it shall be.</summary>
    /// <param name="kind">What it mirrors.</param>
    /// <param name="subject">What is known.</param>
    /// <param name="parent">Key and CRM id of the record it belongs to; null when there is none.</param>
    public CrmWrite Map(RecordKind kind, Subject subject, (string? Key, string Id)? parent)
    {
        var mapping = plan.Of(kind);
        var links = parent is { } known && plan.ParentOf(kind) is { } to ? new[] { new CrmLink(to, known.Key, known.Id, mapping.Relation) } : [];
        return new() { Key = subject.Key, Fields = mapping.Fields.ToDictionary(f => f.Name, f => Value(kind, f, subject)), Links = links };
    }

    private object? Value(RecordKind kind, PlannedField field, Subject subject)
    {
        var value = field.Constant ?? Sources.Value(kind, field.Source!, subject);
        value = value is string word && field.Words.TryGetValue(word, out var theirs) ? theirs : value;
        return value is string text && plan.LongestOf(kind, field.Name) is { } longest && text.Length > longest ? Cut(text, longest) : value;
    }

    /// <summary>A text that is longer than the field ends with a sign of that; no character is cut in two.</summary>
    private static string Cut(string text, int longest)
    {
        var end = longest - Gap.Length;
        return text[..(end > 0 && char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)] + Gap;
    }
}
