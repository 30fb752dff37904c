using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace BetterAuth.AspNetCore;

/// <summary>What the protocol needs of Kestrel, and no more.</summary>
public static class BetterAuthKestrelExtensions
{
    private const int MaxHeadersLength = 8 * 1024;
    private const int MaxHeaders = 64;
    private const int MaxLineLength = 2 * 1024;
    private const int MinBufferLength = 64 * 1024;
    private static readonly MinDataRate MinRate = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));

    /// <summary>
    /// Bounds what a connection can cost before anything is known about it. For servers and gateways of nothing but this protocol; set other limits afterwards where the same host serves more.
    /// Body <paramref name="maxBodyLength"/> bytes, arriving with at least 240 bytes per second after 5 seconds; headers 8 KiB, 64 of them, within 10 seconds; request line 2 KiB; idle connections 60 seconds; no <c>Server</c> header.
    /// A limit that is stricter already stays as it is; one that is set afterwards counts, whatever it is.
    /// </summary>
    /// <param name="kestrel">The options of <c>ConfigureKestrel</c>.</param>
    /// <param name="maxBodyLength">As <see cref="BetterAuthOptions.MaxBodyLength"/>. Default 64 KiB.</param>
    public static KestrelServerOptions LimitToBetterAuth(this KestrelServerOptions kestrel, int maxBodyLength = 64 * 1024)
    {
        ArgumentNullException.ThrowIfNull(kestrel);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBodyLength, 1024);
        kestrel.AddServerHeader = false;
        KestrelServerLimits limits = kestrel.Limits;
        limits.MaxRequestBodySize = Math.Min(limits.MaxRequestBodySize ?? long.MaxValue, maxBodyLength);
        limits.MaxRequestBufferSize = Math.Min(limits.MaxRequestBufferSize ?? long.MaxValue, Math.Max(maxBodyLength, MinBufferLength));
        limits.MinRequestBodyDataRate = Stricter(limits.MinRequestBodyDataRate);
        limits.MinResponseDataRate = Stricter(limits.MinResponseDataRate);
        limits.MaxRequestHeadersTotalSize = Math.Min(limits.MaxRequestHeadersTotalSize, MaxHeadersLength);
        limits.MaxRequestHeaderCount = Math.Min(limits.MaxRequestHeaderCount, MaxHeaders);
        limits.MaxRequestLineSize = Math.Min(limits.MaxRequestLineSize, MaxLineLength);
        limits.RequestHeadersTimeout = Shorter(limits.RequestHeadersTimeout, TimeSpan.FromSeconds(10));
        limits.KeepAliveTimeout = Shorter(limits.KeepAliveTimeout, TimeSpan.FromSeconds(60));
        limits.Http2.MaxRequestHeaderFieldSize = Math.Min(limits.Http2.MaxRequestHeaderFieldSize, MaxHeadersLength);
        return kestrel;
    }

    private static MinDataRate Stricter(MinDataRate? rate) =>
        rate is null ? MinRate : new(Math.Max(rate.BytesPerSecond, MinRate.BytesPerSecond), Shorter(rate.GracePeriod, MinRate.GracePeriod));

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
