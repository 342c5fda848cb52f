namespace Integration.Benchmarks.Contenders;

/// <summary>Something that can carry the five-step saga.</summary>
internal interface IContender : IAsyncDisposable
{
    /// <summary>As it stands in the table and in the figures' names.</summary>
    string Name { get; }

    /// <summary>The database it works on.</summary>
    Database Database { get; }

    /// <summary>Starts one saga durably; the task ends when its last step is committed.</summary>
    Task RunOneAsync();
}
