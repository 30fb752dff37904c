using System.Buffers;

namespace BetterAuth.Tests.Support;

/// <summary>Whether code gives back what it rents.</summary>
internal static class Pools
{
    /// <summary>
    /// Fails when <paramref name="action"/>, which rents arrays for <paramref name="length"/> elements, one at a time, keeps one:
    /// the shared pool gives a thread first what that thread gave back last, so it is the same array before and after.
    /// </summary>
    public static void GetBack<T>(int length, Action action)
    {
        T[] before = ArrayPool<T>.Shared.Rent(length);
        ArrayPool<T>.Shared.Return(before);
        action();
        T[] after = ArrayPool<T>.Shared.Rent(length);
        ArrayPool<T>.Shared.Return(after);
        Assert.Same(before, after);
    }
}
