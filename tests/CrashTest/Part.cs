namespace Integration.CrashTest;

/// <summary>Something that can be struck. One blow at a time: the next one waits until it is whole again.</summary>
internal abstract class Part(string name) : IDisposable
{
    private readonly SemaphoreSlim _whole = new(1);

    public string Name => name;

    /// <summary>Waits until it is whole, and has it to oneself.</summary>
    public Task TakeAsync() => _whole.WaitAsync();

    /// <summary>The same without waiting; false: another blow is not over.</summary>
    public bool TryTake() => _whole.Wait(0);

    /// <summary>It is whole.</summary>
    public void GiveBack() => _whole.Release();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _whole.Dispose();
        }
    }
}
