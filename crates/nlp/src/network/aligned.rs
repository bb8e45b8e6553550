//! Vectors of numbers that begin on a cache line.
//!
//! The widest loads read a whole cache line; one that straddles two lines costs twice. The standard allocator
//! promises far less alignment, so a few elements are allocated in excess and skipped.

/// The alignment in bytes: one cache line, which is also the widest vector register.
const LINE: usize = 64;

/// A fixed-length vector of `f32` whose first element lies on a cache line.
#[derive(Debug, Default)]
pub(crate) struct Aligned {
    storage: Vec<f32>,
    skipped: usize,
    length: usize,
}

impl Aligned {
    /// A vector of `length` zeros.
    pub(crate) fn zeros(length: usize) -> Self {
        let mut vector = Self::default();
        vector.resize(length);
        vector
    }

    /// Makes the vector `length` long. What it held is lost; what it holds then is unspecified.
    pub(crate) fn resize(&mut self, length: usize) {
        let margin = LINE / size_of::<f32>();
        if self.storage.len() < length + margin {
            // Half as much again, so that a slowly growing use does not reallocate at each step.
            let capacity = length + length / 2 + margin;
            self.storage = vec![0.0; capacity];
            self.skipped = self.storage.as_ptr().align_offset(LINE).min(margin);
        }
        self.length = length;
    }

    /// Makes the vector `length` long and keeps what it held; what comes new is unspecified.
    pub(crate) fn grow(&mut self, length: usize) {
        if self.storage.len() < length + LINE / size_of::<f32>() {
            let mut larger = Self::default();
            larger.resize(length.max(2 * self.length));
            larger[..self.length].copy_from_slice(self);
            *self = larger;
        }
        self.length = length;
    }
}

impl std::ops::Deref for Aligned {
    type Target = [f32];

    fn deref(&self) -> &[f32] {
        &self.storage[self.skipped..self.skipped + self.length]
    }
}

impl std::ops::DerefMut for Aligned {
    fn deref_mut(&mut self) -> &mut [f32] {
        &mut self.storage[self.skipped..self.skipped + self.length]
    }
}
