using System.Text.Json.Nodes;
using Integration.CrmSandbox.Records;

namespace Integration.CrmSandbox.Controls;

/// <summary>What people do in one CRM, by its rules. Called under the lock of the books.</summary>
internal interface IPeople
{
    Books Books { get; }

    /// <summary>The values of fields that somebody typed.</summary>
    /// <param name="existing">The record they belong to; null when it is being made.</param>
    /// <exception cref="PersonRefused">The CRM's page would not take them.</exception>
    IReadOnlyDictionary<string, object?> Read(RecordTable table, JsonObject typed, Record? existing);

    /// <summary>Makes one of two; answers the one that lives on.</summary>
    /// <exception cref="PersonRefused">The CRM cannot.</exception>
    Record Merge(RecordTable table, Record into, Record other, DateTimeOffset at);
}

/// <summary>The CRM's page would not do this.</summary>
internal sealed class PersonRefused(string reason) : Exception(reason);
