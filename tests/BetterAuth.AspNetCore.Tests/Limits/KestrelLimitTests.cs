using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace BetterAuth.AspNetCore.Tests.Limits;

/// <summary>What <c>LimitToBetterAuth</c> sets, and what it leaves as it was.</summary>
public sealed class KestrelLimitTests
{
    [Fact]
    public void A_host_that_set_nothing_gets_what_the_protocol_needs()
    {
        KestrelServerOptions kestrel = new KestrelServerOptions().LimitToBetterAuth();

        AssertLimits(kestrel.Limits);
        Assert.False(kestrel.AddServerHeader);
    }

    [Fact]
    public void Limits_that_were_switched_off_or_looser_are_bounded()
    {
        KestrelServerOptions kestrel = new();
        KestrelServerLimits limits = kestrel.Limits;
        limits.MaxRequestBodySize = null;
        limits.MaxRequestBufferSize = null;
        limits.MinRequestBodyDataRate = null;
        limits.MinResponseDataRate = new MinDataRate(1, TimeSpan.FromMinutes(1));
        limits.MaxRequestHeadersTotalSize = limits.Http2.MaxRequestHeaderFieldSize = 1 << 20;
        limits.MaxRequestHeaderCount = 1000;
        limits.MaxRequestLineSize = 1 << 16;
        limits.RequestHeadersTimeout = limits.KeepAliveTimeout = Timeout.InfiniteTimeSpan;

        kestrel.LimitToBetterAuth();

        AssertLimits(limits);
    }

    [Fact]
    public void Limits_that_are_stricter_already_stay()
    {
        KestrelServerOptions kestrel = new();
        KestrelServerLimits limits = kestrel.Limits;
        limits.MaxRequestBodySize = 2000;
        limits.MaxRequestBufferSize = 5000;
        limits.MinRequestBodyDataRate = new MinDataRate(1000, TimeSpan.FromSeconds(2));
        limits.MinResponseDataRate = new MinDataRate(1000, TimeSpan.FromMinutes(1));
        limits.MaxRequestHeadersTotalSize = limits.Http2.MaxRequestHeaderFieldSize = 4000;
        limits.MaxRequestHeaderCount = 20;
        limits.MaxRequestLineSize = 500;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(3);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(4);

        kestrel.LimitToBetterAuth();

        Assert.Equal((2000, 5000), (limits.MaxRequestBodySize!.Value, limits.MaxRequestBufferSize!.Value));
        AssertRate(1000, 2, limits.MinRequestBodyDataRate);
        AssertRate(1000, 5, limits.MinResponseDataRate); // each of the two: the stricter
        Assert.Equal((4000, 4000, 20, 500), (limits.MaxRequestHeadersTotalSize, limits.Http2.MaxRequestHeaderFieldSize, limits.MaxRequestHeaderCount, limits.MaxRequestLineSize));
        Assert.Equal((3, 4), (limits.RequestHeadersTimeout.TotalSeconds, limits.KeepAliveTimeout.TotalSeconds));
    }

    [Fact]
    public void A_larger_body_is_buffered_whole()
    {
        KestrelServerLimits limits = new KestrelServerOptions().LimitToBetterAuth(256 * 1024).Limits;

        Assert.Equal((256 * 1024, 256 * 1024), (limits.MaxRequestBodySize!.Value, limits.MaxRequestBufferSize!.Value));
    }

    [Fact]
    public void A_body_shorter_than_a_message_is_no_limit()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new KestrelServerOptions().LimitToBetterAuth(1023));
        Assert.Throws<ArgumentNullException>(() => BetterAuthKestrelExtensions.LimitToBetterAuth(null!));
    }

    private static void AssertLimits(KestrelServerLimits limits)
    {
        Assert.Equal((64 * 1024, 64 * 1024), (limits.MaxRequestBodySize!.Value, limits.MaxRequestBufferSize!.Value));
        AssertRate(240, 5, limits.MinRequestBodyDataRate);
        AssertRate(240, 5, limits.MinResponseDataRate);
        Assert.Equal((8 * 1024, 8 * 1024, 64, 2 * 1024), (limits.MaxRequestHeadersTotalSize, limits.Http2.MaxRequestHeaderFieldSize, limits.MaxRequestHeaderCount, limits.MaxRequestLineSize));
        Assert.Equal((10, 60), (limits.RequestHeadersTimeout.TotalSeconds, limits.KeepAliveTimeout.TotalSeconds));
    }

    private static void AssertRate(double bytesPerSecond, int graceSeconds, MinDataRate? rate) =>
        Assert.Equal((bytesPerSecond, graceSeconds), (rate!.BytesPerSecond, rate.GracePeriod.TotalSeconds));
}
